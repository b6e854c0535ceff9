// Whether this person is on shift, and what the last one left to them.
import { computed, signal } from "@preact/signals";

import * as api from "../api/shifts";
import type { Shift } from "../types";
import { sound, startSounding } from "./alarm";

/** Null until known. */
export const shift = signal<Shift | null>(null);
export const isOnShift = computed(() => shift.value?.since != null);
export const unread = computed(() => shift.value?.unread ?? []);
export const isPanelOpen = signal(false);

export async function loadShift(): Promise<void> {
  shift.value = await api.fetchShift();
}

/** Call from a click. The sound is on even when the server does not answer: the line may come back. */
export async function startShift(): Promise<void> {
  const [started] = await Promise.allSettled([api.putShift(), startSounding()]);
  if (started.status === "rejected") throw started.reason;
  shift.value = started.value;
  if (unread.peek().length > 0) isPanelOpen.value = true;
}

export async function endShift(): Promise<void> {
  shift.value = await api.deleteShift();
}

export async function handOver(wish: api.HandoverWish, key: string): Promise<void> {
  await api.postHandover(wish, key);
  await loadShift();
}

export async function confirmReading(id: string): Promise<void> {
  shift.value = await api.confirmHandover(id);
}

/** On shift, and nothing would be heard: after the page was loaded anew. */
export const isDeaf = computed(() => isOnShift.value && sound.value === "off");
