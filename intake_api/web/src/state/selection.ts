// Reports chosen to be changed together: some by hand, or all that the list's question means.
import { effect, signal } from "@preact/signals";

import { queueQuery } from "./route";

/** Whether rows show a box to tick. */
export const choosing = signal(false);
export const selected = signal<ReadonlySet<string>>(new Set());
/** All that match, also those no page has shown yet. */
export const allMatching = signal(false);

export function toggleChoosing(): void {
  choosing.value = !choosing.peek();
  clearSelection();
}

export function clearSelection(): void {
  selected.value = new Set();
  allMatching.value = false;
}

export function stopChoosing(): void {
  choosing.value = false;
  clearSelection();
}

export function toggleSelected(id: string): void {
  allMatching.value = false;
  const next = new Set(selected.peek());
  if (!next.delete(id)) next.add(id);
  selected.value = next;
}

export function selectAll(ids: readonly string[]): void {
  allMatching.value = false;
  selected.value = new Set(ids);
}

/** Another question, another selection: nobody closes what they no longer see. Returns what stops it. */
export function forgetSelection(): () => void {
  return effect(() => {
    void queueQuery.value;
    clearSelection();
  });
}
