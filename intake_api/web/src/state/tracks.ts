// Whether a live location still lives: told by the clock while nothing else is heard, as the API tells it.
import type { Track } from "../types";
import { now } from "./clock";

export type TrackState = Track["state"];

const STALE_AFTER_MS = 60_000;

export function stateNow(track: Track): TrackState {
  if (track.state === "ended" || track.state === "expired") return track.state;
  if (track.expires_at !== null && now.value >= Date.parse(track.expires_at)) return "expired";
  const heard = Date.parse(track.last?.at ?? track.started_at);
  return now.value - heard > STALE_AFTER_MS ? "stale" : "live";
}
