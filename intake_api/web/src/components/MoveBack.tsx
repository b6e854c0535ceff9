import { fetchCase, moveMessage } from "../api/reports";
import { t } from "../texts/texts";
import type { FactEntry, ReportCase } from "../types";
import { wordOf } from "./FactLine";
import { useSteps } from "./useSteps";

/** A slip of the hand put right, while the message is not here and this was its last move. */
export function MoveBack({ fact, shown }: { fact: FactEntry; shown: ReportCase }) {
  const { busy, problem, take } = useSteps(shown.id);
  const from = wordOf(fact, "report_id");
  const message = wordOf(fact, "message_id");
  if (from === null || message === null || !isLastMove(fact, message, shown)) return null;

  const back = async () => {
    await moveMessage(from, message, shown.number);
    return fetchCase(shown.id);
  };

  return (
    <>
      {" "}
      <button type="button" class="link" disabled={busy} onClick={() => void take(back)}>
        {t("move.back")}
      </button>
      {problem.value && (
        <span class="problem" role="alert">
          {" "}
          {problem}
        </span>
      )}
    </>
  );
}

function isLastMove(fact: FactEntry, message: string, shown: ReportCase): boolean {
  if (shown.timeline.some((entry) => entry.id === message)) return false;
  const moves = shown.timeline.filter((entry) => entry.entry === "fact" && wordOf(entry, "message_id") === message);
  return moves.at(-1)?.id === fact.id;
}
