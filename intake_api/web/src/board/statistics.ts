// The figures of a time: what the address bar asks for, and what came.
import { computed, signal } from "@preact/signals";

import { categoryName } from "../state/categories";
import { changeSearch, param } from "../state/route";
import { t } from "../texts/texts";
import { fetchDeflection, fetchStatistics } from "./api";
import type { Column } from "./Columns";
import { type GroupFigures, GROUPINGS, type Grouping, IN_TIME, type PeriodFigures, type Statistics } from "./types";

const DAYS_AT_FIRST = 28;
const DAY_MS = 86_400_000;
/** Kazakhstan's zone, whose days the API counts. */
const HOME_MS = 5 * 3_600_000;
const CELLS_PER_DEGREE = 50;
const ALL_KEYS: Partial<Record<Grouping, readonly string[]>> = {
  hour: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0")),
  weekday: ["1", "2", "3", "4", "5", "6", "0"],
};
/** The API's key for what has no category or no point. */
const NOTHING = "\u2013";

export const statistics = signal<Statistics | null>(null);
/** Of the questions asked in that time, the share that needed nobody; null if nothing is known. */
export const deflected = signal<number | null>(null);

export const grouping = computed<Grouping>(() => {
  const asked = param("by") as Grouping;
  return GROUPINGS.includes(asked) ? asked : "category";
});
export const since = computed(() => param("since") || dayAgo(DAYS_AT_FIRST - 1));
export const until = computed(() => param("until") || dayAgo(0));
export const isForPublication = computed(() => param("public") === "1");

export const statisticsQuery = computed(() =>
  new URLSearchParams({
    by: grouping.value,
    since: since.value,
    until: until.value,
    for_publication: String(isForPublication.value),
  }).toString(),
);

export const ask = (name: "by" | "since" | "until" | "public", value: string): void =>
  changeSearch((search) => (value ? search.set(name, value) : search.delete(name)));

export async function loadStatistics(signal: AbortSignal): Promise<void> {
  const [found, answers] = await Promise.all([
    fetchStatistics(statisticsQuery.peek(), signal),
    fetchDeflection(since.peek(), until.peek(), signal),
  ]);
  statistics.value = found;
  deflected.value = answers.total.deflected?.value ?? null;
}

/** In the order of time where there is one, else the largest first. */
export function rowsOf(by: Grouping, { rows }: PeriodFigures): GroupFigures[] {
  if (!IN_TIME.includes(by)) return rows;
  const placeOf = ({ key }: GroupFigures) => ALL_KEYS[by]?.indexOf(key) ?? Date.parse(key);
  return [...rows].sort((one, other) => placeOf(one) - placeOf(other));
}

/** Hours and weekdays in which nothing came have their place all the same. */
export function columnsOf({ by, period, before }: Statistics): Column[] {
  const now = new Map(period.rows.map((row) => [row.key, row.received]));
  const then = new Map(before.rows.map((row) => [row.key, row.received]));
  const keys = ALL_KEYS[by] ?? rowsOf(by, period).map((row) => row.key);
  const valueOf = (rows: Map<string, number | null>, key: string) => (rows.has(key) ? (rows.get(key) ?? null) : 0);
  return keys.map((key) => ({
    key,
    name: nameOf(by, key),
    value: valueOf(now, key),
    // Days of another time have other names.
    before: by === "day" ? null : valueOf(then, key),
  }));
}

export function nameOf(by: Grouping, key: string): string {
  if (key === NOTHING) return t(by === "area" ? "board.no_point" : "category.none");
  switch (by) {
    case "category":
      return categoryName(key);
    case "hour":
      return `${key}:00`;
    case "area":
      return middleOf(key);
    case "day":
      return key.slice(5);
    default:
      return t(`${by}.${key}`);
  }
}

/** Latitude and longitude of the middle of a cell. */
const middleOf = (key: string): string =>
  key
    .split("/")
    .map((cell) => ((Number(cell) + 0.5) / CELLS_PER_DEGREE).toFixed(2))
    .join(", ");

/** A day of Kazakhstan's calendar, as the API writes days. */
const dayAgo = (days: number): string => new Date(Date.now() + HOME_MS - days * DAY_MS).toISOString().slice(0, 10);
