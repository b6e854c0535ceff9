// Which live row belongs to the list on the screen: the API's rules, asked without the API.
import type { Group, ReportRow, State } from "../types";

const CLOSED = new Set<State>(["closed", "withdrawn", "rejected", "abandoned"]);
const WITH_UNITS = new Set<State>(["assigned", "acknowledged", "en_route", "on_scene", "resolved"]);

export const isClosed = (row: ReportRow): boolean => CLOSED.has(row.state);

/** Nobody has opened it yet: this is what rings. */
export const isUnopened = (row: ReportRow): boolean => row.opened_at === null && row.state === "received";

/** An SOS that somebody must open now: unopened, or opened and let go of until the alarm rang again. */
export const isRinging = (row: ReportRow): boolean => isUnopened(row) || isOverdue(row);

/** Nobody has opened this SOS in the time that the centre allows. */
export const isOverdue = (row: ReportRow): boolean => row.alarm && row.state === "received";

export function belongsTo(group: Group, row: ReportRow, me: string | undefined): boolean {
  if (group === "closed") return isClosed(row);
  if (isClosed(row)) return false;
  switch (group) {
    case "sos":
      return row.kind === "sos";
    case "new":
      return row.state === "received";
    case "mine":
      return row.owner !== null && row.owner.id === me;
    case "awaiting":
      return row.state === "awaiting_citizen";
    case "units":
      return WITH_UNITS.has(row.state);
    case "open":
      return true;
  }
}

type Verdict = boolean | undefined;

/** Questions that only the API can answer. */
const ASKED_OF_API = ["text", "incident"];

/** Whether a row answers the question; undefined when only the API can tell (its words are searched). */
export function answersTo(query: URLSearchParams, me: string | undefined): (row: ReportRow, nowMs: number) => Verdict {
  const group = query.get("group") as Group;
  const unsure = ASKED_OF_API.some((name) => query.has(name));
  const tests = [...choices(query, me), ...limits(query)];
  return (row, nowMs) => {
    if (!belongsTo(group, row, me) || !tests.every((fits) => fits(row, nowMs))) return false;
    return unsure ? undefined : true;
  };
}

type Test = (row: ReportRow, nowMs: number) => boolean;

function choices(query: URLSearchParams, me: string | undefined): Test[] {
  const among = (name: string, value: (row: ReportRow) => string | null): Test[] => {
    const wanted = new Set(query.getAll(name));
    return wanted.size === 0 ? [] : [(row) => wanted.has(value(row) ?? "")];
  };
  const owners = new Set(query.getAll("owner").map((one) => (one === "me" ? me : one)));
  const tags = query.getAll("tag");
  return [
    ...among("kind", (row) => row.kind),
    ...among("state", (row) => row.state),
    ...among("priority", (row) => String(row.priority)),
    ...among("category", (row) => row.category),
    ...among("channel", (row) => row.channel),
    ...(owners.size ? [(row: ReportRow) => owners.has(row.owner?.id ?? "none")] : []),
    ...(tags.length ? [(row: ReportRow) => tags.some((one) => row.tags.includes(one))] : []),
  ];
}

function limits(query: URLSearchParams): Test[] {
  const when = (name: string, test: (value: string) => Test): Test[] => {
    const value = query.get(name);
    return value === null ? [] : [test(value)];
  };
  const receivedMs = (row: ReportRow): number => Date.parse(row.received_at);
  return [
    ...when("unread", (value) => (row) => String(row.unread > 0) === value),
    ...when("has_place", (value) => (row) => String(row.place !== null) === value),
    ...when("age_over_s", (value) => (row, nowMs) => nowMs - receivedMs(row) > Number(value) * 1000),
    ...when("received_from", (value) => (row) => receivedMs(row) >= Date.parse(value)),
    ...when("received_to", (value) => (row) => receivedMs(row) < Date.parse(value)),
    ...when("bounds", within),
  ];
}

/** west,south,east,north; over the 180th meridian if west is greater. */
function within(bounds: string): Test {
  const [west = 0, south = 0, east = 0, north = 0] = bounds.split(",").map(Number);
  return ({ place }) => {
    if (place?.latitude == null || place.longitude == null) return false;
    const [toEast, toWest] = [place.longitude >= west, place.longitude <= east];
    return place.latitude >= south && place.latitude <= north && (west <= east ? toEast && toWest : toEast || toWest);
  };
}

/** The API's order: all open by priority, then oldest; every other group newest first. */
export function orderOf(group: Group): (a: ReportRow, b: ReportRow) => number {
  // Compared as they are: a locale's order costs a hundred times as much, and these are ASCII.
  const older = (a: ReportRow, b: ReportRow): number => compare(a.received_at, b.received_at) || compare(a.id, b.id);
  return group === "open" ? (a, b) => a.priority - b.priority || older(a, b) : (a, b) => older(b, a);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
