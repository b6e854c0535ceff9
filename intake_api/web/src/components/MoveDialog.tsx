import { useEffect } from "preact/hooks";

import { moveMessage } from "../api/reports";
import { moving } from "../state/moving";
import { describeFile, placeLine } from "../texts/format";
import { t } from "../texts/texts";
import type { MessageEntry, ReportCase } from "../types";
import { Dialog } from "./Dialog";
import { ReportSummary } from "./ReportSummary";
import { useOtherReports } from "./useOtherReports";
import { useSteps } from "./useSteps";

/** Asks which of the citizen's other reports the message belongs to. */
export function MoveDialog({ shown }: { shown: ReportCase }) {
  const message = shown.timeline.find((entry) => entry.id === moving.value);
  if (message?.entry !== "message") return null;
  return (
    <Dialog title={t("move.title")} onClose={() => (moving.value = null)}>
      <blockquote>
        <bdi>{summaryOf(message)}</bdi>
      </blockquote>
      <MoveForm shown={shown} message={message} />
    </Dialog>
  );
}

function MoveForm({ shown, message }: { shown: ReportCase; message: MessageEntry }) {
  const { busy, problem, take } = useSteps(shown.id);
  const others = useOtherReports(shown);
  useEffect(() => void others.load(), []);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const to = new FormData(event.currentTarget as HTMLFormElement).get("to");
    if (typeof to === "string" && (await take(() => moveMessage(shown.id, message.id, to))) === "done") moving.value = null;
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <fieldset class="reports-of" aria-busy={others.items.value === null && !others.problem.value}>
        <legend>{t("move.to")}</legend>
        {others.items.value?.map((one, place) => (
          <label key={one.id}>
            <input type="radio" name="to" value={one.id} required ref={place === 0 ? focus : null} />
            <ReportSummary report={one} />
          </label>
        ))}
        {others.items.value?.length === 0 && <p role="status">{t("others.none")}</p>}
      </fieldset>
      <p class="quiet">{t("move.hint")}</p>
      {(problem.value ?? others.problem.value) && (
        <p class="problem" role="alert">
          {problem.value ?? others.problem.value}
        </p>
      )}
      <div class="dialog-foot">
        <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
          {t("cancel")}
        </button>
        <button type="submit" class="primary" disabled={busy.value || !others.items.value?.length}>
          {t("move.submit")}
        </button>
      </div>
    </form>
  );
}

/** The list comes after the dialog has opened; the arrows go on from its first line. */
const focus = (field: HTMLInputElement | null) => field?.focus();

function summaryOf(message: MessageEntry): string {
  const [file] = message.attachments;
  return message.text || (file && describeFile(file)) || placeLine(message.place) || t("message.without_words");
}
