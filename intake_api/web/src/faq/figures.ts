// What became of the questions: what the address bar asks for, and what came.
import { computed, signal } from "@preact/signals";

import { changeSearch, param } from "../state/route";
import { t } from "../texts/texts";
import { fetchFigures } from "./api";
import { topicName } from "./topics";
import { GROUPINGS, type FigureRow, type Figures, type Grouping } from "./types";

const DAYS_AT_FIRST = 28;
const DAY_MS = 86_400_000;
/** Fewer questions than this say little; such rows are grey. */
export const FEW = 30;

export const figures = signal<Figures | null>(null);

export const grouping = computed<Grouping>(() => {
  const asked = param("by") as Grouping;
  return GROUPINGS.includes(asked) ? asked : "topic";
});
export const since = computed(() => param("since") || dayAgo(DAYS_AT_FIRST));
export const until = computed(() => param("until") || dayAgo(0));

export const figuresQuery = computed(() => new URLSearchParams({ by: grouping.value, since: since.value, until: until.value }).toString());

export const ask = (name: "by" | "since" | "until", value: string): void =>
  changeSearch((search) => (value ? search.set(name, value) : search.delete(name)));

export async function loadFigures(signal?: AbortSignal): Promise<void> {
  figures.value = await fetchFigures(figuresQuery.peek(), signal);
}

export function nameOfRow(row: FigureRow): string {
  if (grouping.value === "topic") return topicName(row.key);
  if (grouping.value === "language") return t(`language.own.${row.key}`);
  return row.key;
}

/** A day of this browser's calendar, as the API writes days. */
function dayAgo(days: number): string {
  const at = new Date(Date.now() - days * DAY_MS);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
