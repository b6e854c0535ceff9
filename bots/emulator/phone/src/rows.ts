// The chat as it is drawn: day lines, and bubbles that hold one message or an album. Pure.
import type { Entry } from "./api/control";
import { dayKey } from "./format";

export interface Bubble {
  kind: "bubble";
  entries: [Entry, ...Entry[]];
  /** First and last of a run by one side: the last one has the tail. */
  opens: boolean;
  closes: boolean;
}

export type Row = { kind: "day"; date: number } | Bubble;

const RUN_S = 300;

function joinAlbums(entries: Entry[]): [Entry, ...Entry[]][] {
  const groups: [Entry, ...Entry[]][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    const album = entry.message.media_group_id;
    if (album && last?.[0].message.media_group_id === album) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function sameRun(one: Entry | undefined, other: Entry | undefined): boolean {
  if (!one || !other || one.from_bot !== other.from_bot) return false;
  return dayKey(one.date) === dayKey(other.date) && Math.abs(one.date - other.date) < RUN_S;
}

export function rows(entries: Entry[]): Row[] {
  const groups = joinAlbums(entries);
  return groups.flatMap((group, index): Row[] => {
    const before = groups[index - 1]?.[0];
    const bubble: Bubble = {
      kind: "bubble",
      entries: group,
      opens: !sameRun(before, group[0]),
      closes: !sameRun(group[0], groups[index + 1]?.[0]),
    };
    const newDay = !before || dayKey(before.date) !== dayKey(group[0].date);
    return newDay ? [{ kind: "day", date: group[0].date }, bubble] : [bubble];
  });
}
