// Who is busy with a report, so that nobody else answers it.
import type { FactEntry, ReportCase } from "../types";
import { user } from "./session";

type Lease = NonNullable<ReportCase["lease"]>;

/** A colleague's hold on the report; null while this person may answer. */
export function heldBy({ lease }: ReportCase): Lease | null {
  return lease && lease.holder.id !== user.value?.id ? lease : null;
}

const HANDS = new Set(["taken_over", "owner_changed"]);

/** Whether the last change of hands was from this person to whoever holds it now. */
export function wasTakenFromMe({ timeline }: ReportCase, lease: Lease): boolean {
  const last = timeline.findLast((entry): entry is FactEntry => entry.entry === "fact" && HANDS.has(entry.event));
  const { from_owner: from, to_owner: to } = last?.detail ?? {};
  return from === user.value?.position && to === lease.holder.position;
}
