// The articles of the list: what the address bar asks for, what came, what is ticked.
import { computed, signal } from "@preact/signals";

import { changeSearch, param } from "../state/route";
import { fetchArticles } from "./api";
import type { ArticleRow } from "./types";

/** "Ends soon" means within so many days, or over already. */
const SOON_DAYS = "30";

export const LIST_FILTERS = ["q", "status", "topic", "owner", "missing", "stale", "expiring"] as const;
export type ListFilter = (typeof LIST_FILTERS)[number];

export const rows = signal<readonly ArticleRow[] | null>(null);
/** Where to go on; null when all are here. */
export const next = signal<string | null>(null);
export const ticked = signal<ReadonlySet<string>>(new Set());

/** What is asked of the API; as text it only changes when the question does. */
export const listQuery = computed(() => {
  const query = new URLSearchParams();
  for (const name of LIST_FILTERS) if (param(name)) query.set(name, name === "expiring" ? SOON_DAYS : param(name));
  return query.toString();
});

export const isFiltered = computed(() => listQuery.value !== "");

export const filterBy = (name: ListFilter, value: string): void =>
  changeSearch((search) => (value ? search.set(name, value) : search.delete(name)));

export const showAll = (): void => changeSearch((search) => LIST_FILTERS.forEach((name) => search.delete(name)));

/** Asks anew; only what is still in the list stays ticked. */
export async function loadRows(signal?: AbortSignal): Promise<void> {
  const found = await fetchArticles(listQuery.peek(), null, signal);
  rows.value = found.items;
  next.value = found.next;
  ticked.value = new Set(found.items.map((one) => one.id).filter((id) => ticked.peek().has(id)));
}

export async function loadMore(): Promise<void> {
  const found = await fetchArticles(listQuery.peek(), next.peek());
  rows.value = [...(rows.peek() ?? []), ...found.items];
  next.value = found.next;
}

export function tick(id: string, on: boolean): void {
  const next = new Set(ticked.peek());
  if (on) next.add(id);
  else next.delete(id);
  ticked.value = next;
}

export const tickAll = (on: boolean): void => void (ticked.value = new Set(on ? rows.peek()?.map((one) => one.id) : []));
