import { moveMessage } from "../api/reports";
import { moving } from "../state/moving";
import { describeFile, placeLine } from "../texts/format";
import { t } from "../texts/texts";
import type { MessageEntry, ReportCase } from "../types";
import { Dialog } from "./Dialog";
import { useSteps } from "./useSteps";

/** Asks which report the message belongs to. */
export function MoveDialog({ shown }: { shown: ReportCase }) {
  const { busy, problem, take } = useSteps(shown.id);
  const message = shown.timeline.find((entry) => entry.id === moving.value);
  if (message?.entry !== "message") return null;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const to = String(new FormData(event.currentTarget as HTMLFormElement).get("to")).trim();
    if (message && (await take(() => moveMessage(shown.id, message.id, to))) === "done") moving.value = null;
  }

  return (
    <Dialog
      title={t("move.title")}
      onClose={() => {
        moving.value = null;
        problem.value = null;
      }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <blockquote>
          <bdi>{summaryOf(message)}</bdi>
        </blockquote>
        <label>
          {t("move.to")}
          <input name="to" required autofocus spellcheck={false} autocomplete="off" maxLength={64} placeholder={shown.number} />
        </label>
        <p class="quiet">{t("move.hint")}</p>
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
            {t("move.submit")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function summaryOf(message: MessageEntry): string {
  const [file] = message.attachments;
  return message.text || (file && describeFile(file)) || placeLine(message.place) || t("message.without_words");
}
