// The report that is open: loaded by the address, refreshed by the line.
import { effect, signal } from "@preact/signals";

import { Refusal } from "../api/http";
import { fetchCase } from "../api/reports";
import type { Entry, LiveEvent, ReportCase, ReportRow } from "../types";
import { placeRow } from "./queue";
import { reportId } from "./route";

export const openCase = signal<ReportCase | null>(null);
export const caseFailure = signal<Refusal | null>(null);

let refreshTimer = 0;

export async function loadCase(id: string): Promise<void> {
  try {
    const found = await fetchCase(id);
    if (reportId.peek() === id) showCase(found);
  } catch (error) {
    if (reportId.peek() !== id) return;
    // What is on the screen stays; the connection's own banner tells that it ages.
    if (openCase.peek()?.id !== id) caseFailure.value = error as Refusal;
  }
}

export function showCase(found: ReportCase): void {
  const shown = openCase.peek();
  // An answer that was long under way tells nothing new.
  if (shown?.id === found.id && found.seq < shown.seq) return;
  openCase.value = found;
  caseFailure.value = null;
  const { conversation: _conversation, details: _details, tracks: _tracks, timeline: _timeline, actions: _actions, lease: _lease, ...row } = found;
  placeRow(row);
}

/** Our own word is on the screen before the line tells of it. */
export function addEntry(id: string, entry: Entry): void {
  const shown = openCase.peek();
  if (shown?.id !== id || shown.timeline.some((other) => other.id === entry.id)) return;
  openCase.value = { ...shown, timeline: [...shown.timeline, entry] };
}

/** Our own word is off the screen before the line tells of it. */
export function dropEntry(id: string, entryId: string): void {
  const shown = openCase.peek();
  if (shown?.id !== id) return;
  openCase.value = { ...shown, timeline: shown.timeline.filter((entry) => entry.id !== entryId) };
}

export function hearOfCase(event: LiveEvent): void {
  if (event.report_id !== reportId.peek()) return;
  const shown = openCase.peek();
  // Not loaded yet: the answer under way may be older than this event.
  if (shown?.id !== event.report_id) return event.event === "report_read" ? undefined : refreshSoon(event.report_id);
  if (event.row.seq < shown.seq) return;
  if (event.event === "report_read") mergeRow(shown, event.row);
  else refreshSoon(event.report_id);
}

function mergeRow(shown: ReportCase, row: ReportRow): void {
  openCase.value = { ...shown, ...row };
}

function refreshSoon(id: string): void {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(() => whenVisible(() => void loadCase(id)), 80);
}

/** Loading a case marks it as read: a tab nobody looks at must wait. */
function whenVisible(act: () => void): void {
  if (document.visibilityState === "visible") return act();
  document.addEventListener("visibilitychange", () => whenVisible(act), { once: true });
}

export function followReport(): () => void {
  return effect(() => {
    const id = reportId.value;
    openCase.value = null;
    caseFailure.value = null;
    if (id) void loadCase(id);
  });
}
