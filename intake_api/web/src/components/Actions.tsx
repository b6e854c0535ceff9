import { useSignal } from "@preact/signals";

import { postTransition, type TransitionWish } from "../api/reports";
import { known } from "../texts/texts";
import type { Action, ReportCase, State } from "../types";
import { ActionDialog } from "./ActionDialog";
import { useSteps } from "./useSteps";

/** Nobody ends a report by one slip of the hand: these ask first. */
const FINAL = new Set<State>(["closed", "withdrawn", "rejected"]);

/** From the step forward to the way out; what is not listed comes last. */
const ORDER = [
  "open", "accept", "assign", "acknowledge", "depart", "arrive", "resolve", "ask", "return", "close", "reject",
  "reopen", "withdraw", "release",
];

function rankOf({ action }: Action): number {
  const at = ORDER.indexOf(action);
  return at < 0 ? ORDER.length : at;
}

/** The step a report usually waits for. */
const FORWARD = new Set(["open", "accept"]);

export const actionName = (action: string): string => known(`action.${action}`, "action.other");

/** What may be done with the report now: the API's list, nothing guessed. */
export function Actions({ shown }: { shown: ReportCase }) {
  const asking = useSignal<Action | null>(null);
  const { busy, problem, take } = useSteps(shown.id);

  /** What is asked stays on the screen only while its answer can still be put right. */
  async function wish(wanted: TransitionWish) {
    const outcome = await take(() => postTransition(shown.id, wanted));
    if (outcome !== "refused") asking.value = null;
  }

  function press(action: Action) {
    problem.value = null;
    if (action.needs.length > 0 || FINAL.has(action.to_state)) asking.value = action;
    else void wish({ action: action.action });
  }

  if (shown.actions.length === 0 && !problem.value) return null;
  return (
    <div class="actions">
      {[...shown.actions].sort((a, b) => rankOf(a) - rankOf(b)).map((action) => (
        <button
          key={action.action}
          type="button"
          class={FORWARD.has(action.action) ? "primary" : ""}
          data-action={action.action}
          disabled={busy}
          onClick={() => press(action)}
        >
          {actionName(action.action)}
        </button>
      ))}
      {problem.value && !asking.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {asking.value && (
        <ActionDialog
          action={asking.value}
          problem={problem.value}
          busy={busy.value}
          onSubmit={(wanted) => void wish(wanted)}
          onClose={() => (asking.value = null)}
        />
      )}
    </div>
  );
}
