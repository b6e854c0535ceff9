// Something tried once: busy while it runs, and the refusal in words when there was one.
import { useSignal } from "@preact/signals";

import { problemText } from "./problem";

export interface Act {
  (): Promise<void>;
}

export function useAttempt() {
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);

  async function attempt(act: Act): Promise<void> {
    busy.value = true;
    problem.value = null;
    try {
      await act();
    } catch (error) {
      problem.value = problemText(error);
    }
    busy.value = false;
  }

  return { busy, problem, attempt };
}
