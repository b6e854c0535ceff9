// Questions kept under a name, one's own and those that colleagues share, with live counts.
import { computed, signal } from "@preact/signals";

import { fetchViews } from "../api/queue";
import type { Question, View } from "../types";
import { asksForList, FILTERS, go, hrefOfQuery, LIMITS, pathname, queueQuery } from "./route";

const AT_MOST_EVERY_MS = 3000;

export const views = signal<readonly View[]>([]);

let timer = 0;

export async function loadViews(): Promise<void> {
  views.value = await fetchViews();
}

/** Soon, but not with every event of a busy hour. */
export function loadViewsSoon(): void {
  if (timer || views.peek().length === 0) return;
  timer = setTimeout(() => {
    timer = 0;
    void loadViews().catch(() => undefined);
  }, AT_MOST_EVERY_MS);
}

/** Opens the view that this person starts with, unless the address asks for something already. */
export async function beginWithStartView(): Promise<void> {
  const asked = asksForList.peek() || pathname.peek() !== "/";
  await loadViews().catch(() => undefined);
  const start = views.peek().find((one) => one.starts);
  if (start && !asked && !asksForList.peek()) go(hrefOfQuery(queryOf(start.filters)), { replace: true });
}

/** As it stands in the address, in the order of the list's own question. */
export function queryOf(filters: Question): string {
  const query = new URLSearchParams({ group: filters.group ?? "open" });
  for (const name of FILTERS) for (const value of filters[name] ?? []) query.append(name, String(value));
  for (const name of LIMITS) {
    const value = filters[name];
    if (value !== null && value !== undefined) query.set(name, String(value));
  }
  if (filters.text) query.set("text", filters.text);
  return query.toString();
}

/** The list on the screen as a question to keep. */
export function questionNow(): Question {
  return questionOf(new URLSearchParams(queueQuery.peek()));
}

export function questionOf(query: URLSearchParams): Question {
  const kept: Record<string, unknown> = { group: query.get("group") };
  for (const name of FILTERS) {
    const values = query.getAll(name);
    if (values.length > 0) kept[name] = name === "priority" ? values.map(Number) : values;
  }
  for (const name of [...LIMITS, "text"]) {
    const value = query.get(name);
    if (value !== null) kept[name] = READ[name]?.(value) ?? value;
  }
  return kept as Question;
}

const READ: Record<string, (value: string) => unknown> = {
  unread: (value) => value === "true",
  has_place: (value) => value === "true",
  age_over_s: Number,
};

/** The view whose question is on the screen. */
export const currentView = computed(() => views.value.find((one) => queryOf(one.filters) === queueQuery.value));

/** Which dialog of the views is open. */
export const listsDialog = signal<"save" | "views" | null>(null);
