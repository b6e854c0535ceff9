// The counts beside the groups and the intake's lag, asked again when something happened.
import { signal } from "@preact/signals";

import { fetchQueue } from "../api/reports";
import type { QueueFigures } from "../types";

export const LATE_INTAKE_S = 30;
const AT_MOST_EVERY_MS = 1000;
const AT_LEAST_EVERY_MS = 30_000;

export const figures = signal<QueueFigures | null>(null);

let timer = 0;
let askedAtMs = 0;

export async function loadFigures(): Promise<QueueFigures> {
  clearTimeout(timer);
  timer = 0;
  askedAtMs = Date.now();
  const answer = await fetchQueue();
  figures.value = answer;
  return answer;
}

/** Soon, but never more than once a second however many events come. */
export function loadFiguresSoon(): void {
  if (timer) return;
  const waitMs = Math.max(100, askedAtMs + AT_MOST_EVERY_MS - Date.now());
  timer = setTimeout(() => void loadFigures().catch(() => undefined), waitMs);
}

/** Returns what stops it. */
export function keepFiguresFresh(): () => void {
  const watch = setInterval(() => {
    if (Date.now() - askedAtMs > AT_LEAST_EVERY_MS) loadFiguresSoon();
  }, 5000);
  return () => clearInterval(watch);
}
