// Steps of the open report: taken once, and what came of them in words.
import { useSignal } from "@preact/signals";

import { Refusal } from "../api/http";
import { loadCase, showCase } from "../state/case";
import type { ReportCase } from "../types";
import { problemText } from "./problem";

/** "overtaken": somebody was faster, and the case on the screen is the new one. */
export type Outcome = "done" | "refused" | "overtaken";

interface Step {
  (): Promise<ReportCase>;
}

export function useSteps(report: string) {
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);

  async function take(step: Step): Promise<Outcome> {
    busy.value = true;
    problem.value = null;
    const outcome = await step().then(shown, refused);
    busy.value = false;
    return outcome;
  }

  function shown(found: ReportCase): Outcome {
    showCase(found);
    return "done";
  }

  async function refused(error: unknown): Promise<Outcome> {
    problem.value = problemText(error);
    if (!(error instanceof Refusal) || error.status !== 409) return "refused";
    await loadCase(report);
    return "overtaken";
  }

  return { busy, problem, take };
}
