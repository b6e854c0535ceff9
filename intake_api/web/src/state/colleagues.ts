// Who works on reports: for the names beside owners that a filter or an act means.
import { signal } from "@preact/signals";

import { fetchColleagues } from "../api/colleagues";
import type { Colleague } from "../types";

export const colleagues = signal<readonly Colleague[]>([]);

export async function loadColleagues(): Promise<void> {
  colleagues.value = await fetchColleagues();
}

export const positionOf = (id: string): string | undefined => colleagues.value.find((one) => one.id === id)?.position;
