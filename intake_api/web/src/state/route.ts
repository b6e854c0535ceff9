// The address bar is the state of what is looked at: report, group, filters, pane.
import { computed, signal } from "@preact/signals";

import type { Group } from "../types";

export const GROUPS: readonly Group[] = ["sos", "new", "mine", "awaiting", "units", "open", "closed"];
/** Of several values any. */
export const FILTERS = ["kind", "state", "priority", "category", "channel", "owner", "tag"] as const;
export type Filter = (typeof FILTERS)[number];
/** Of one value. */
export const LIMITS = ["unread", "has_place", "age_over_s", "received_from", "received_to", "bounds", "incident"] as const;
export type Limit = (typeof LIMITS)[number];
export interface Condition {
  name: Filter | Limit | "text";
  value: string;
}

const address = signal(new URL(location.href));
addEventListener("popstate", () => (address.value = new URL(location.href)));

export const pathname = computed(() => address.value.pathname);
/** What the address asks for under ``name``; an empty text when it does not. */
export const param = (name: string): string => address.value.searchParams.get(name) ?? "";

export const reportId = computed(() => /^\/reports\/([\w-]+)$/.exec(pathname.value)?.[1] ?? null);

export const isAdminPage = computed(() => pathname.value === "/admin");
export const isAccountPage = computed(() => pathname.value === "/account");
/** Of the administrators' page or of one's account; which there are, those pages know. */
export const adminSection = computed(() => param("section"));
export const hrefOfAdmin = (section: string): string => `/admin?section=${section}`;
export const hrefOfAccount = (section: string): string => `/account?section=${section}`;

/** Where answers are written; /faq is where citizens read them. */
export const HREF_OF_FAQ = "/editor";
export const HREF_OF_FAQ_FIGURES = `${HREF_OF_FAQ}/figures`;
export const isFaqPage = computed(() => pathname.value === HREF_OF_FAQ || pathname.value.startsWith(`${HREF_OF_FAQ}/`));

export const group = computed<Group>(() => {
  const asked = address.value.searchParams.get("group") as Group;
  return GROUPS.includes(asked) ? asked : "open";
});

/** Which pane a phone shows; a desktop shows all three. */
export const pane = computed<"queue" | "case" | "map">(() => {
  if (reportId.value === null) return "queue";
  return address.value.searchParams.get("pane") === "map" ? "map" : "case";
});

/** The queue's question to the API, without paging; as text it only changes when the question does. */
export const queueQuery = computed(() => {
  const query = new URLSearchParams({ group: group.value });
  for (const name of [...FILTERS, ...LIMITS]) {
    for (const value of address.value.searchParams.getAll(name)) query.append(name, value);
  }
  const text = searchText.value.trim();
  if (text) query.set("text", text);
  return query.toString();
});

export const searchText = computed(() => address.value.searchParams.get("text") ?? "");
export const chosen = (filter: Filter): string[] => address.value.searchParams.getAll(filter);
/** Everything that narrows the list, beside its group and the words searched. */
export const conditions = computed<readonly Condition[]>(() => {
  const search = address.value.searchParams;
  return [...FILTERS, ...LIMITS].flatMap((name) => search.getAll(name).map((value) => ({ name, value })));
});
export const filterCount = computed(() => conditions.value.length);
/** Whether the address asks for a list at all. */
export const asksForList = computed(() => address.value.searchParams.has("group") || filterCount.value > 0 || searchText.value !== "");

export function hrefOfReport(id: string): string {
  return hrefWith({ pathname: `/reports/${id}`, pane: null });
}

export function hrefOfQueue(): string {
  if (isAdminPage.value || isAccountPage.value || isFaqPage.value) return "/";
  return hrefWith({ pathname: "/", pane: null });
}

export function hrefOfGroup(wanted: Group): string {
  const search = new URLSearchParams(address.value.search);
  search.set("group", wanted);
  return `${address.value.pathname}?${search}`;
}

export function hrefOfPane(wanted: "case" | "map"): string {
  return hrefWith({ pathname: address.value.pathname, pane: wanted === "map" ? "map" : null });
}

export function go(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  address.value = new URL(location.href);
}

export function toggleFilter(filter: Filter, value: string): void {
  const values = chosen(filter);
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  changeSearch((search) => {
    search.delete(filter);
    next.forEach((one) => search.append(filter, one));
  });
}

export function setLimit(name: Limit, value: string): void {
  changeSearch((search) => (value ? search.set(name, value) : search.delete(name)));
}

export function removeCondition({ name, value }: Condition): void {
  changeSearch((search) => search.delete(name, value));
}

export function clearFilters(): void {
  changeSearch((search) => [...FILTERS, ...LIMITS, "text"].forEach((name) => search.delete(name)));
}

/** The list of a question, beside whatever report is open. */
export function hrefOfQuery(query: string): string {
  const search = new URLSearchParams(query);
  const wanted = address.value.searchParams.get("pane");
  if (wanted) search.set("pane", wanted);
  return `${reportId.value ? address.value.pathname : "/"}?${search}`;
}

export function searchFor(text: string): void {
  changeSearch((search) => (text ? search.set("text", text) : search.delete("text")));
}

/** Without an entry in the history: a filter is not a step one goes back from. */
export function changeSearch(change: (search: URLSearchParams) => void): void {
  const search = new URLSearchParams(address.value.search);
  change(search);
  go(`${address.value.pathname}?${search}`, { replace: true });
}

function hrefWith({ pathname, pane: wanted }: { pathname: string; pane: string | null }): string {
  const search = new URLSearchParams(address.value.search);
  search.delete("pane");
  if (wanted) search.set("pane", wanted);
  const query = search.toString();
  return query ? `${pathname}?${query}` : pathname;
}
