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

/** Whether the row answers the question; undefined when only the API can tell (its words are searched). */
export function answers(query: URLSearchParams, row: ReportRow, me: string | undefined): boolean | undefined {
  const among = (name: string, value: string | null): boolean => {
    const wanted = query.getAll(name);
    return wanted.length === 0 || (value !== null && wanted.includes(value));
  };
  const fits =
    belongsTo(query.get("group") as Group, row, me) &&
    among("kind", row.kind) &&
    among("state", row.state) &&
    among("priority", String(row.priority)) &&
    among("category", row.category) &&
    among("channel", row.channel);
  return fits && query.has("text") ? undefined : fits;
}

/** The API's order: all open by priority, then oldest; every other group newest first. */
export function orderOf(group: Group): (a: ReportRow, b: ReportRow) => number {
  const older = (a: ReportRow, b: ReportRow): number =>
    a.received_at.localeCompare(b.received_at) || a.id.localeCompare(b.id);
  return group === "open" ? (a, b) => a.priority - b.priority || older(a, b) : (a, b) => older(b, a);
}
