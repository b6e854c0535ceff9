// The list on the left: a page of the API's answer, kept true by live rows.
import { computed, effect, signal } from "@preact/signals";

import { isAborted, Refusal } from "../api/http";
import { fetchPage } from "../api/reports";
import type { Group, ReportRow } from "../types";
import { serverNow } from "./clock";
import { answersTo, orderOf } from "./membership";
import { queueQuery, reportId } from "./route";
import { user } from "./session";

export type Loading = "idle" | "first" | "more";

export const loading = signal<Loading>("first");
export const failure = signal<Refusal | null>(null);
export const next = signal<string | null>(null);
/** Where j and k stand; opening follows with Enter. */
export const cursor = signal<string | null>(null);
const loaded = signal<ReadonlyMap<string, ReportRow>>(new Map());

const groupAsked = (): Group => new URLSearchParams(queueQuery.value).get("group") as Group;

const verdictOn = computed(() => answersTo(new URLSearchParams(queueQuery.value), user.value?.id));

export const rows = computed(() => {
  const verdict = verdictOn.value;
  const here = reportId.value;
  const nowMs = serverNow();
  return [...loaded.value.values()]
    // The open report stays in sight although reading it has moved it elsewhere.
    .filter((row) => row.id === here || verdict(row, nowMs) !== false)
    .sort(orderOf(groupAsked()));
});

let request: AbortController | null = null;
/** Rows that came by the line while a page was under way: the page may not know of them. */
let meanwhile: ReportRow[] | null = null;
let askAgainTimer = 0;

export async function loadQueue({ quietly = false } = {}): Promise<void> {
  request?.abort();
  const mine = (request = new AbortController());
  if (!quietly) loading.value = "first";
  const heard: ReportRow[] = (meanwhile = []);
  try {
    const page = await fetchPage(new URLSearchParams(queueQuery.peek()), null, mine.signal);
    loaded.value = new Map(page.items.map((row) => [row.id, row]));
    next.value = page.next;
    meanwhile = null;
    heard.forEach(placeRow);
    failure.value = null;
  } catch (error) {
    if (isAborted(error)) return;
    failure.value = error as Refusal;
  }
  loading.value = "idle";
}

export async function loadMore(): Promise<void> {
  if (next.peek() === null || loading.peek() !== "idle") return;
  loading.value = "more";
  const mine = (request = new AbortController());
  try {
    const page = await fetchPage(new URLSearchParams(queueQuery.peek()), next.peek(), mine.signal);
    const merged = new Map(loaded.peek());
    for (const row of page.items) if (isNews(merged.get(row.id), row)) merged.set(row.id, row);
    loaded.value = merged;
    next.value = page.next;
    failure.value = null;
  } catch (error) {
    if (isAborted(error)) return;
    failure.value = error as Refusal;
  }
  loading.value = "idle";
}

/** A row came by the line or with a case: keep the newer, add it when it belongs here. */
export function placeRow(row: ReportRow): void {
  meanwhile?.push(row);
  const held = loaded.peek().get(row.id);
  if (!isNews(held, row)) return;
  const fits = verdictOn.peek()(row, serverNow());
  if (held === undefined && fits === undefined) return askAgainSoon();
  if (held === undefined && (fits === false || isBeyondLoaded(row))) return;
  loaded.value = new Map(loaded.peek()).set(row.id, row);
}

export function moveCursor(step: 1 | -1): void {
  const ids = rows.peek().map((row) => row.id);
  const from = ids.indexOf(cursor.peek() ?? reportId.peek() ?? "");
  const to = from < 0 ? (step > 0 ? 0 : ids.length - 1) : Math.min(ids.length - 1, Math.max(0, from + step));
  cursor.value = ids[to] ?? null;
  if (to >= ids.length - 3) void loadMore();
}

function isNews(held: ReportRow | undefined, row: ReportRow): boolean {
  return held === undefined || row.seq >= held.seq;
}

/** Further down than what was loaded: it comes with its page, without a gap before it. */
function isBeyondLoaded(row: ReportRow): boolean {
  if (next.peek() === null) return false;
  const last = rows.peek().at(-1);
  return last !== undefined && orderOf(groupAsked())(row, last) > 0;
}

function askAgainSoon(): void {
  clearTimeout(askAgainTimer);
  askAgainTimer = setTimeout(() => void loadQueue({ quietly: true }), 500);
}

/** Loads whenever the question in the address changes. */
export function followQuery(): () => void {
  return effect(() => {
    if (!queueQuery.value) return;
    cursor.value = null;
    void loadQueue();
  });
}
