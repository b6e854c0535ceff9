// How fast the centre means to be: by it ages take their colour.
import { signal } from "@preact/signals";

import { fetchTargets } from "../api/queue";
import type { ReportRow, Targets } from "../types";
import { isClosed, isUnopened } from "./membership";

/** Of the time that is allowed, when it begins to matter. */
const DUE_AFTER = 0.5;

const targets = signal<Targets | null>(null);

export async function loadTargets(): Promise<void> {
  targets.value = await fetchTargets();
}

/** Seconds from the receiving until the report is late: to be looked at, then to be closed. Null once it is. */
export function targetOf(row: ReportRow): number | null {
  if (isClosed(row)) return null;
  if (row.kind === "sos" && isUnopened(row)) return targets.value?.sos_unopened_s ?? null;
  const one = targets.value?.by_priority.find((each) => each.priority === row.priority);
  return (isUnopened(row) ? one?.first_answer_s : one?.close_s) ?? null;
}

export function dueness(seconds: number, target: number): "fresh" | "due" | "late" {
  if (seconds >= target) return "late";
  return seconds >= target * DUE_AFTER ? "due" : "fresh";
}
