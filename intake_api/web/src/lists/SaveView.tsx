import { postView } from "../api/queue";
import { conditionName } from "../components/conditions";
import { Dialog } from "../components/Dialog";
import { useAttempt } from "../components/useAttempt";
import { conditions, group, searchText } from "../state/route";
import { listsDialog, questionNow, views } from "../state/views";
import { t } from "../texts/texts";

/** Keeps the question on the screen under a name. */
export function SaveView() {
  const { busy, problem, attempt } = useAttempt();
  const close = () => (listsDialog.value = null);
  const meant = [t(`group.${group.value}`), ...conditions.value.map(conditionName), ...(searchText.value ? [searchText.value] : [])];

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void attempt(async () => {
      views.value = await postView(String(form.get("name")).trim(), questionNow(), form.has("shared"));
      close();
    });
  }

  return (
    <Dialog title={t("views.save")} onClose={close}>
      <form onSubmit={submit}>
        <p class="quiet">
          <bdi>{meant.join(" · ")}</bdi>
        </p>
        <label>
          {t("views.name")}
          <input name="name" required maxLength={60} autocomplete="off" pattern=".*\S.*" autoFocus />
        </label>
        <label class="check">
          <input type="checkbox" name="shared" /> {t("views.shared")}
        </label>
        {problem.value && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={busy.value}>
            {t("views.keep")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
