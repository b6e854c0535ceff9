import { useSignal } from "@preact/signals";

import { postTransition, type TransitionWish } from "../api/reports";
import { heldBy } from "../state/held";
import { keyed } from "../state/keyed";
import { known } from "../texts/texts";
import type { Action, ReportCase, State } from "../types";
import { ActionDialog } from "./ActionDialog";
import { Cap } from "./Cap";
import { Corrections } from "./Corrections";
import { useSteps } from "./useSteps";

/** Nobody ends a report by one slip of the hand: these ask first. */
const FINAL = new Set<State>(["closed", "withdrawn", "rejected"]);

/** From the step forward to the way out; what is not listed comes last. */
const ORDER = [
  "open", "accept", "assign", "acknowledge", "depart", "arrive", "resolve", "ask", "return", "close", "reject",
  "reopen", "withdraw", "release",
];

export function rankOf(action: string): number {
  const at = ORDER.indexOf(action);
  return at < 0 ? ORDER.length : at;
}

/** Each its own: the same key twice must not take two steps. What needs no haste has none. */
const KEYS: Record<string, string> = {
  open: "KeyO", accept: "KeyA", ask: "KeyQ", assign: "KeyU", acknowledge: "KeyY", depart: "KeyD", arrive: "KeyH",
  resolve: "KeyV", return: "KeyB", close: "KeyC", reject: "KeyX", reopen: "KeyZ", withdraw: "KeyW", release: "KeyL",
};

/** The step a report usually waits for. */
const FORWARD = new Set(["open", "accept"]);

export const actionName = (action: string): string => known(`action.${action}`, "action.other");

function keyOf({ action }: Action) {
  const code = KEYS[action];
  return code ? keyed(code, `action.${action}`) : {};
}

/** What may be done with the report now: the API's list, nothing guessed. */
export function Actions({ shown }: { shown: ReportCase }) {
  const asking = useSignal<Action | null>(null);
  const { busy, problem, take } = useSteps(shown.id);
  // How it ends is an answer: whoever gives it has taken the report over.
  const isHeld = heldBy(shown) !== null;

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

  return (
    <div class="actions">
      {[...shown.actions].sort((a, b) => rankOf(a.action) - rankOf(b.action)).map((action) => (
        <button
          key={action.action}
          type="button"
          class={FORWARD.has(action.action) ? "primary" : ""}
          data-action={action.action}
          {...keyOf(action)}
          disabled={busy.value || (isHeld && FINAL.has(action.to_state))}
          onClick={() => press(action)}
        >
          {actionName(action.action)} <Cap code={KEYS[action.action]} />
        </button>
      ))}
      <Corrections shown={shown} />
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
