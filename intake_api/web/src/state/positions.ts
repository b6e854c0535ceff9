// Every point the case knows, for the map and for the list beside it.
import { computed } from "@preact/signals";

import type { Entry, Place, Track } from "../types";
import { openCase } from "./case";
import { stateNow, type TrackState } from "./tracks";

export interface Position {
  id: string;
  /** What the point is: where it happened, where the citizen is moving, another place told. */
  role: "incident" | "live" | "told";
  /** Null when the API does not say when the point last moved. */
  at: string | null;
  place: Place;
  latitude: number;
  longitude: number;
  /** Only of live points: whether they still come, and which way the phone moves (degrees from north). */
  state?: TrackState;
  heading?: number | null;
}

export const positions = computed<readonly Position[]>(() => {
  const shown = openCase.value;
  if (!shown) return [];
  const shares = new Set(shown.tracks.map((track) => track.message_id));
  const live = shown.tracks.flatMap(lastOf);
  const told = shown.timeline.flatMap((entry) => (shares.has(entry.id) ? [] : positionsOf(entry)));
  // A report whose place is the live share moves with it: the same point is not shown twice.
  const follows = live.length > 0 && shown.place?.method === "live";
  const incident = follows || !shown.place ? null : point("incident", "incident", shown.received_at, shown.place);
  const others = told.filter((one) => !isSamePoint(one, incident));
  return [...(incident ? [incident] : []), ...live, ...others];
});

/** Where a live share has been: pairs of longitude and latitude, oldest first. */
export interface TrackLine {
  state: TrackState;
  pairs: readonly (readonly [longitude: number, latitude: number])[];
}

export const lines = computed<readonly TrackLine[]>(() =>
  (openCase.value?.tracks ?? []).map((track) => ({
    state: stateNow(track),
    pairs: track.line.map(([latitude, longitude]) => [longitude, latitude] as const),
  })),
);

function lastOf(track: Track): Position[] {
  const { last } = track;
  if (!last) return [];
  const { latitude, longitude, accuracy_m = null } = last;
  const place: Place = { method: "live", latitude, longitude, accuracy_m, address: null };
  const state = stateNow(track);
  return [{ id: track.message_id, role: "live", at: last.at, place, latitude, longitude, state, heading: last.heading ?? null }];
}

function positionsOf(entry: Entry): Position[] {
  if (entry.entry !== "message" || !entry.place) return [];
  const found = point(entry.id, "told", entry.edited_at ?? entry.at, entry.place);
  return found ? [found] : [];
}

function isSamePoint(one: Position, other: Position | null): boolean {
  return one.latitude === other?.latitude && one.longitude === other.longitude;
}

function point(id: string, role: Position["role"], at: string | null, place: Place): Position | null {
  if (place.latitude == null || place.longitude == null) return null;
  return { id, role, at, place, latitude: place.latitude, longitude: place.longitude };
}
