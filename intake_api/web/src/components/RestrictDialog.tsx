import { restrict } from "../api/reports";
import { loadCase } from "../state/case";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { Dialog } from "./Dialog";
import { useAttempt } from "./useAttempt";

/** A supervisor says why and until when a citizen may send nothing new but SOS. */
export function RestrictDialog({ shown, onClose }: { shown: ReportCase; onClose: () => void }) {
  const { busy, problem, attempt } = useAttempt();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const until = String(form.get("until") ?? "");
    void attempt(async () => {
      await restrict(shown.conversation.id, String(form.get("reason")).trim(), until ? new Date(until).toISOString() : null);
      await loadCase(shown.id);
      onClose();
    });
  }

  return (
    <Dialog title={t("restriction.put")} onClose={onClose}>
      <form onSubmit={submit}>
        <p class="quiet">{t("restriction.explained")}</p>
        <label>
          {t("dialog.reason")}
          <textarea name="reason" rows={3} required maxLength={4000} />
        </label>
        <label>
          {t("restriction.until_label")}
          <input name="until" type="datetime-local" />
        </label>
        {problem.value && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t("restriction.put")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
