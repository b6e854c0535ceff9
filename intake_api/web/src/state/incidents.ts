// Which incident the address names, and what the line told last: the pages of incidents look again by it.
import { computed, signal } from "@preact/signals";

import type { LiveEvent } from "../types";
import { pathname } from "./route";

export const HREF_OF_INCIDENTS = "/incidents";

export const isIncidentPage = computed(
  () => pathname.value === HREF_OF_INCIDENTS || pathname.value.startsWith(`${HREF_OF_INCIDENTS}/`),
);

/** Empty on the list of all. */
export const incidentId = computed(() => (isIncidentPage.value ? decodeURIComponent(pathname.value.slice(HREF_OF_INCIDENTS.length + 1)) : ""));

export const hrefOfIncident = (id: string): string => `${HREF_OF_INCIDENTS}/${encodeURIComponent(id)}`;

export const heard = signal<LiveEvent | null>(null);
