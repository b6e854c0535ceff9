import { signal } from "@preact/signals";

import { fetchColleagues } from "./api";
import type { Colleague } from "./types";

/** Who can look after articles. */
export const colleagues = signal<readonly Colleague[]>([]);

export async function loadColleagues(): Promise<void> {
  colleagues.value = await fetchColleagues();
}
