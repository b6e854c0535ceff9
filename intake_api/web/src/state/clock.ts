// One clock for every age on the screen, corrected by the server's.
import { signal } from "@preact/signals";

import { clockSkewMs } from "../api/http";

export const serverNow = (): number => Date.now() + clockSkewMs.peek();

/** Milliseconds, moved once a second. */
export const now = signal(serverNow());

export function startClock(): void {
  setInterval(() => (now.value = serverNow()), 1000);
}

export const secondsSince = (at: string): number => (now.value - Date.parse(at)) / 1000;
