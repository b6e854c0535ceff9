// What must not be missed: SOS rings until somebody opens it, a new report sounds once.
import { computed, signal } from "@preact/signals";

import { fetchPage } from "../api/reports";
import { becomePlayer } from "../live/player";
import { soundNewReport, soundSos, unlockSound } from "../live/tones";
import type { LiveEvent, ReportRow } from "../types";
import { isUnopened } from "./membership";

export type Shift = "off" | "playing" | "elsewhere";

const RING_EVERY_MS = 3000;

/** Whether this tab makes sound; "elsewhere" when another tab of this browser does. */
export const shift = signal<Shift>("off");
const unopenedSos = signal<ReadonlyMap<string, ReportRow>>(new Map());
export const ringing = computed(() =>
  [...unopenedSos.value.values()].sort((a, b) => a.received_at.localeCompare(b.received_at)),
);

export async function loadAlarm(): Promise<void> {
  const page = await fetchPage(new URLSearchParams({ group: "sos", state: "received" }), null);
  unopenedSos.value = new Map(page.items.filter(isUnopened).map((row) => [row.id, row]));
}

export function hearForAlarm({ event, row }: LiveEvent): void {
  if (row.kind === "sos") noteSos(row);
  if (event !== "report_received" || shift.peek() !== "playing") return;
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
  const next = new Map(unopenedSos.peek());
  if (isUnopened(row)) next.set(row.id, row);
  else next.delete(row.id);
  unopenedSos.value = next;
}
