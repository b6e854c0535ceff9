// What became of the questions: what the address bar asks for, and what came.
import { computed, signal } from "@preact/signals";

import { labelOf } from "../state/categories";
import { changeSearch, param } from "../state/route";
import { t } from "../texts/texts";
import { fetchArticles, fetchFigures } from "./api";
import { topicName } from "./topics";
import { GROUPINGS, type FigureRow, type Figures, type Grouping } from "./types";

const DAYS_AT_FIRST = 28;
const DAY_MS = 86_400_000;
/** Fewer questions than this say little; such rows are grey. */
export const FEW = 30;

/** The API's key for questions that no article was shown to. */
const WITHOUT_ARTICLE = "\u2013";

/** Of the articles, by their ids. */
const titles = signal<ReadonlyMap<string, string>>(new Map());

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
  const [found] = await Promise.all([fetchFigures(figuresQuery.peek(), signal), grouping.peek() === "article" && loadTitles().catch(() => undefined)]);
  figures.value = found;
}

/** What the row counts, in words. */
export function nameOfRow({ key }: FigureRow): string {
  if (key === WITHOUT_ARTICLE) return t("figures.without_article");
  if (grouping.value === "topic") return topicName(key);
  if (grouping.value === "language") return t(`language.own.${key}`);
  return grouping.value === "article" ? (titles.value.get(key) ?? key) : key;
}

/** Who may see figures alone sees the articles' ids. */
async function loadTitles(): Promise<void> {
  const { items } = await fetchArticles(new URLSearchParams({ limit: "200" }).toString(), null);
  titles.value = new Map(items.map((one) => [one.id, labelOf(one.titles)]));
}

/** A day of this browser's calendar, as the API writes days. */
function dayAgo(days: number): string {
  const at = new Date(Date.now() - days * DAY_MS);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
