// The place that is being put right: moved on the map or typed, and not saved yet.
import { signal } from "@preact/signals";

import type { Point } from "../texts/distance";

export const correcting = signal<Point | null>(null);

const METRES_PER_DEGREE = 111_195;

/** Moves the pin by metres to the north and to the east, and stays on the globe. */
export function nudge({ latitude, longitude }: Point, north: number, east: number): Point {
  const wide = METRES_PER_DEGREE * Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
  return {
    latitude: Math.min(90, Math.max(-90, latitude + north / METRES_PER_DEGREE)),
    longitude: ((longitude + east / wide + 540) % 360) - 180,
  };
}
