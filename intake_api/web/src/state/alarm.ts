// What must not be missed: SOS rings until somebody opens it, a new report sounds once.
import { computed, signal } from "@preact/signals";

import { fetchPage } from "../api/reports";
import { becomePlayer } from "../live/player";
import { soundNewReport, soundSos, unlockSound } from "../live/tones";
import type { LiveEvent, ReportRow } from "../types";
import { isOverdue, isRinging } from "./membership";

export type Shift = "off" | "playing" | "elsewhere";

const RING_EVERY_MS = 3000;
const SOUNDING = new Set(["report_received", "sos_unopened"]);

/** Whether this tab makes sound; "elsewhere" when another tab of this browser does. */
export const shift = signal<Shift>("off");
const waitingSos = signal<ReadonlyMap<string, ReportRow>>(new Map());
export const ringing = computed(() =>
  [...waitingSos.value.values()].sort((a, b) => a.received_at.localeCompare(b.received_at)),
);
/** Those of them that nobody has opened in time. */
export const overdue = computed(() => ringing.value.filter(isOverdue));

export async function loadAlarm(): Promise<void> {
  const page = await fetchPage(new URLSearchParams({ group: "sos", state: "received" }), null);
  waitingSos.value = new Map(page.items.filter(isRinging).map((row) => [row.id, row]));
}

export function hearForAlarm({ event, row }: LiveEvent): void {
  if (row.kind === "sos") noteSos(row);
  if (shift.peek() !== "playing" || !SOUNDING.has(event)) return;
  if (row.kind === "sos") soundSos();
  else soundNewReport();
}

/** Call from a click: it is what lets the browser make sound. */
export async function startShift(): Promise<void> {
  await unlockSound();
  shift.value = "elsewhere";
  await becomePlayer();
  shift.value = "playing";
  soundNewReport();
  setInterval(() => {
    if (ringing.peek().length > 0) soundSos();
  }, RING_EVERY_MS);
}

function noteSos(row: ReportRow): void {
  const next = new Map(waitingSos.peek());
  if (isRinging(row)) next.set(row.id, row);
  else next.delete(row.id);
  waitingSos.value = next;
}
