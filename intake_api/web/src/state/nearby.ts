// Reports around the place of the open case, as far and as long ago as asked for.
import { computed, effect, signal } from "@preact/signals";

import { fetchNearby } from "../api/maps";
import { isAborted } from "../api/http";
import type { NearbyReport, NearbyReports } from "../types";
import { openCase } from "./case";
import { positions } from "./positions";

export const RADII_M = [300, 1000, 3000, 10_000] as const;
export const LONGEST_H = 72;
const SETTLED_MS = 200;

export const isAsked = signal(false);
export const hours = signal(6);
export const withinM = signal<number>(1000);
export const found = signal<NearbyReports | null>(null);
export const failure = signal<unknown>(null);

/** Around the place of the report, else around its citizen. */
export const centre = computed(() => positions.value.find((one) => one.role !== "told") ?? positions.value[0] ?? null);

/** Without the report that is open. */
export const others = computed<readonly NearbyReport[]>(() =>
  isAsked.value ? (found.value?.items ?? []).filter((one) => one.id !== openCase.value?.id) : [],
);

const question = computed(() => {
  const at = centre.value;
  if (!isAsked.value || !at) return null;
  // A dot that moves by a few metres asks nothing new.
  const asked = { latitude: at.latitude.toFixed(3), longitude: at.longitude.toFixed(3) };
  return new URLSearchParams({ ...asked, hours: String(hours.value), within_m: String(withinM.value) }).toString();
});

export function followNearby(): () => void {
  return effect(() => {
    const asked = question.value;
    if (asked === null) return void (found.value = null);
    const stop = new AbortController();
    const timer = setTimeout(() => void ask(asked, stop.signal), SETTLED_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  });
}

async function ask(asked: string, stop: AbortSignal): Promise<void> {
  try {
    found.value = await fetchNearby(asked, stop);
    failure.value = null;
  } catch (error) {
    if (!isAborted(error)) failure.value = error;
  }
}
