import { keyed } from "../state/keyed";
import { undoable } from "../state/undoing";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { Cap } from "./Cap";
import { useSteps } from "./useSteps";

/** What was just done to this report, and the way back. */
export function UndoLast({ shown }: { shown: ReportCase }) {
  const { busy, problem, take } = useSteps(shown.id);
  const last = undoable.value?.report === shown.id ? undoable.value : null;

  async function undo() {
    if (last && (await take(last.back)) !== "refused") undoable.value = null;
  }

  return (
    <>
      <span class="undo-last" role="status">
        {last && t(last.text)}{" "}
        {last && (
          <button type="button" disabled={busy} {...keyed("KeyF", "undo")} onClick={() => void undo()}>
            {t("undo")} <Cap code="KeyF" />
          </button>
        )}
      </span>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
