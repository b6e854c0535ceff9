import { t } from "../texts/texts";
import { Dialog } from "./Dialog";

interface Props {
  busy: boolean;
  problem: string | null;
  onReveal: (purpose: string) => void;
  onClose: () => void;
}

/** Nobody sees a name without saying what for; that is kept beside who looked. */
export function RevealDialog({ busy, problem, onReveal, onClose }: Props) {
  function submit(event: SubmitEvent) {
    event.preventDefault();
    onReveal(String(new FormData(event.currentTarget as HTMLFormElement).get("purpose")).trim());
  }

  return (
    <Dialog title={t("citizen.reveal")} onClose={onClose}>
      <form onSubmit={submit}>
        <p class="quiet">{t("citizen.reveal_explained")}</p>
        <label>
          {t("citizen.purpose")}
          <input name="purpose" required pattern=".*\S.*" maxLength={200} autocomplete="off" autofocus />
        </label>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t("citizen.reveal")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
