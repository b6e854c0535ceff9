// Every point the case knows, for the map and for the list beside it.
import { computed } from "@preact/signals";

import type { Entry, MessageEntry, Place } from "../types";
import { openCase } from "./case";

export interface Position {
  id: string;
  /** What the point is: where it happened, where the citizen is moving, another place told. */
  role: "incident" | "live" | "told";
  /** Null when the API does not say when the point last moved. */
  at: string | null;
  place: Place;
  latitude: number;
  longitude: number;
}

export const positions = computed<readonly Position[]>(() => {
  const shown = openCase.value;
  if (!shown) return [];
  const told = shown.timeline.flatMap(positionsOf);
  const live = told.filter((one) => one.role === "live").at(-1);
  // A report whose place is the live share moves with it: the same point is not shown twice.
  const follows = live !== undefined && shown.place?.method === "live";
  const incident = follows || !shown.place ? null : point("incident", "incident", shown.received_at, shown.place);
  const others = told.filter((one) => one.role === "told" && !isSamePoint(one, incident));
  return [incident, live, ...others].filter((one) => one != null);
});

/** Where the live share has been, oldest first, the last point included. */
export const track = computed<readonly Position[]>(() => {
  const latest = positions.value.find((one) => one.role === "live");
  const message = openCase.value?.timeline.find((entry) => entry.id === latest?.id);
  if (!latest || message?.entry !== "message") return [];
  const earlier = message.versions.flatMap((version, index) =>
    version.place ? (point(`${latest.id}-${index}`, "live", version.at, version.place) ?? []) : [],
  );
  return [...earlier, latest];
});

function positionsOf(entry: Entry): Position[] {
  if (entry.entry !== "message" || !entry.place) return [];
  const role = entry.place.method === "live" ? "live" : "told";
  const found = point(entry.id, role, timeOf(entry), entry.place);
  return found ? [found] : [];
}

function isSamePoint(one: Position, other: Position | null): boolean {
  return one.latitude === other?.latitude && one.longitude === other.longitude;
}

function timeOf(message: MessageEntry): string | null {
  return message.versions.length === 0 ? message.at : (message.edited_at ?? null);
}

function point(id: string, role: Position["role"], at: string | null, place: Place): Position | null {
  if (place.latitude == null || place.longitude == null) return null;
  return { id, role, at, place, latitude: place.latitude, longitude: place.longitude };
}
