// What else the citizen of the open report told, asked for when somebody wants to see it.
import { useSignal } from "@preact/signals";

import { fetchReportsOf } from "../api/reports";
import type { CitizenReport, ReportCase } from "../types";
import { useAttempt } from "./useAttempt";

/** ``items`` is null until ``load`` has brought them. */
export function useOtherReports(shown: ReportCase) {
  const items = useSignal<readonly CitizenReport[] | null>(null);
  const { problem, attempt } = useAttempt();

  const load = () =>
    attempt(async () => {
      const found = await fetchReportsOf(shown.conversation.id);
      items.value = found.filter((one) => one.id !== shown.id);
    });

  return { items, problem, load };
}
