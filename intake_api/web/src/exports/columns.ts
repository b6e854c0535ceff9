// Which columns a file has: the usual ones until somebody chooses, then what they chose last.
import { signal } from "@preact/signals";

export const COLUMNS = [
  "number", "received_at", "submitted_at", "opened_at", "last_activity_at", "closed_at", "kind", "category", "priority", "state",
  "close_code", "channel", "locale", "owner", "address", "latitude", "longitude", "accuracy_m", "excerpt", "attachments",
  "anonymous", "id",
] as const;
/** Who the citizen is: asked for anew each time. */
export const IDENTIFYING = ["name", "phone"] as const;
export type Column = (typeof COLUMNS)[number] | (typeof IDENTIFYING)[number];

const USUAL: readonly Column[] = [
  "number", "received_at", "kind", "category", "priority", "state", "channel", "owner", "address", "latitude", "longitude", "excerpt",
  "closed_at", "close_code",
];
const KEPT = "export-columns";

export const chosen = signal<ReadonlySet<Column>>(remembered());

export const choose = (columns: Iterable<Column>): void => {
  chosen.value = new Set(columns);
};
export const chooseUsual = (): void => choose(USUAL);
export const chooseAll = (): void => choose([...COLUMNS, ...IDENTIFYING.filter((one) => chosen.peek().has(one))]);

export function toggle(column: Column): void {
  const others = [...chosen.peek()].filter((one) => one !== column);
  choose(chosen.peek().has(column) ? others : [...others, column]);
}

/** In the order of the list, whatever was clicked first. */
export const inOrder = (): Column[] => [...COLUMNS, ...IDENTIFYING].filter((one) => chosen.peek().has(one));

export const remember = (): void =>
  localStorage.setItem(KEPT, COLUMNS.filter((one) => chosen.peek().has(one)).join(" "));

function remembered(): ReadonlySet<Column> {
  const kept = (localStorage.getItem(KEPT) ?? "").split(" ");
  const known = COLUMNS.filter((one) => kept.includes(one));
  return new Set(known.length > 0 ? known : USUAL);
}
