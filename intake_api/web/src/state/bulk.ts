// Changing many reports at once, and the way back.
import { signal } from "@preact/signals";

import { postBulk, undoBulk } from "../api/queue";
import type { BulkOutcome, BulkWish } from "../types";
import { allMatching, selected, stopChoosing } from "./selection";
import { questionNow } from "./views";

/** What was done last, until it is put away or lastDone. */
export const lastDone = signal<BulkOutcome | null>(null);

/** Does it to what is chosen: to all that match as the API sees it at this moment, or to these. */
export async function actOnChosen(act: BulkWish["act"], idempotencyKey: string): Promise<void> {
  const chosen = allMatching.peek() ? { filters: questionNow() } : { reports: [...selected.peek()] };
  lastDone.value = await postBulk({ act, ...chosen }, idempotencyKey);
  stopChoosing();
}

export async function takeBack(): Promise<void> {
  const last = lastDone.peek();
  if (last === null) return;
  await undoBulk(last.id);
  lastDone.value = null;
}
