// What is typed into the search field finds reports everywhere, whatever list is open. The latest answer wins.
import { signal } from "@preact/signals";

import type { components } from "../api";
import { call, isAborted } from "../api/http";
import { go, hrefOfReport } from "./route";

export type Found = components["schemas"]["FoundReport"];

const PAUSE_MS = 120;
const SHORTEST = 2;

export const found = signal<readonly Found[]>([]);
export const isOpen = signal(false);
/** Which result the arrow keys stand on; -1 is the field itself. */
export const pointed = signal(-1);

let timer = 0;
let request: AbortController | null = null;

export function searchSoon(typed: string): void {
  clearTimeout(timer);
  request?.abort();
  if (typed.trim().length < SHORTEST) return close();
  // A space says that the last word is whole: it is sent as it is.
  timer = setTimeout(() => void search(typed), PAUSE_MS);
}

async function search(typed: string): Promise<void> {
  const mine = (request = new AbortController());
  try {
    const query = new URLSearchParams({ q: typed, limit: "12" });
    const answer = await call<{ items: Found[] }>(`/v1/search?${query}`, { signal: mine.signal });
    found.value = answer.items;
    pointed.value = -1;
    isOpen.value = answer.items.length > 0;
  } catch (error) {
    // The list behind is asked for the same words, and says what is wrong.
    if (!isAborted(error)) close();
  }
}

export function close(): void {
  clearTimeout(timer);
  request?.abort();
  isOpen.value = false;
  pointed.value = -1;
}

/** Whether the key was one of the results'. */
export function pressed(code: string): boolean {
  if (!isOpen.peek()) return false;
  const last = found.peek().length - 1;
  switch (code) {
    case "ArrowDown":
      pointed.value = pointed.peek() === last ? -1 : pointed.peek() + 1;
      return true;
    case "ArrowUp":
      pointed.value = pointed.peek() < 0 ? last : pointed.peek() - 1;
      return true;
    case "Enter":
    case "NumpadEnter":
      return open(pointed.peek());
    case "Escape":
      close();
      return true;
    default:
      return false;
  }
}

export function open(at: number): boolean {
  const chosen = found.peek()[at];
  if (!chosen) return false;
  close();
  go(hrefOfReport(chosen.report.id));
  return true;
}
