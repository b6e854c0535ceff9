// Which reports call for somebody, how urgently, and what this person has heard already.
import { computed, signal } from "@preact/signals";

import { fetchPage } from "../api/reports";
import type { Sound } from "../live/tones";
import type { ReportRow } from "../types";
import { isOverdue, isRinging, isUnopened } from "./membership";

/** The least urgent priority that calls until somebody answers; others are heard once. */
const CALLS_UP_TO = 2;

const waiting = signal<ReadonlyMap<string, ReportRow>>(new Map());
/** What was silenced, and at which stage: an SOS that becomes overdue calls anew. */
const silenced = signal<ReadonlyMap<string, string>>(new Map());
// A silence counts in every tab: another one may be making the sound.
const tabs = new BroadcastChannel("qulaq-silenced");
tabs.onmessage = ({ data }: MessageEvent<Map<string, string>>) => (silenced.value = data);

const byAge = (a: ReportRow, b: ReportRow): number => a.received_at.localeCompare(b.received_at);

/** SOS that somebody must open now, the oldest first. */
export const ringing = computed(() => [...waiting.value.values()].filter(isRingingSos).sort(byAge));
/** Those of them that nobody has opened in time. */
export const overdue = computed(() => ringing.value.filter(isOverdue));
/** What makes a sound again and again: nobody has opened it, and this person has not silenced it. */
export const calling = computed(() =>
  [...waiting.value.values()].filter((row) => silenced.value.get(row.id) !== stageOf(row)),
);
/** The most urgent of the sounds that are due. */
export const call = computed<Sound | null>(() => {
  if (calling.value.length === 0) return null;
  if (calling.value.some(isRingingSos)) return "sos";
  return Math.min(...calling.value.map((row) => row.priority)) as Sound;
});

export async function loadCalls(): Promise<void> {
  const pages = await Promise.all([
    fetchPage(new URLSearchParams({ group: "sos", state: "received" }), null),
    fetchPage(new URLSearchParams([["group", "new"], ["priority", "1"], ["priority", "2"]]), null),
  ]);
  const rows = pages.flatMap((page) => page.items);
  waiting.value = new Map(rows.filter(calls).map((row) => [row.id, row]));
}

export function noteCall(row: ReportRow): void {
  if (!calls(row) && !waiting.peek().has(row.id)) return;
  const next = new Map(waiting.peek());
  if (calls(row)) next.set(row.id, row);
  else next.delete(row.id);
  waiting.value = next;
}

/** Heard, and somebody will look: it stays on the screen without a sound. */
export function silence(): void {
  silenced.value = new Map([...waiting.peek().values()].map((row) => [row.id, stageOf(row)]));
  tabs.postMessage(silenced.peek());
}

export const soundOf = (row: ReportRow): Sound => (row.kind === "sos" ? "sos" : (row.priority as Sound));

const isRingingSos = (row: ReportRow): boolean => row.kind === "sos" && isRinging(row);
const calls = (row: ReportRow): boolean => isRingingSos(row) || (isUnopened(row) && row.priority <= CALLS_UP_TO);
const stageOf = (row: ReportRow): string => (isOverdue(row) ? "overdue" : "new");
