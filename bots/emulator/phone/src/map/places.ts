// A made-up walk in each of two cities, so that nobody rehearses with a real person's address.
// The stops are public squares, parks and stations; the events at them are nobody's.
import type { Place } from "../api/telegram";
import type { WordId } from "../words";

export interface Stop extends Place {
  name: WordId;
}

export interface Walk {
  city: WordId;
  stops: readonly Stop[];
}

export const WALKS: readonly Walk[] = [
  {
    city: "city.astana",
    stops: [
      { name: "stop.bayterek", latitude: 51.12832, longitude: 71.43056 },
      { name: "stop.water-boulevard", latitude: 51.12608, longitude: 71.43871 },
      { name: "stop.round-square", latitude: 51.12531, longitude: 71.44713 },
      { name: "stop.embankment", latitude: 51.13544, longitude: 71.44172 },
      { name: "stop.central-park", latitude: 51.15472, longitude: 71.42233 },
    ],
  },
  {
    city: "city.almaty",
    stops: [
      { name: "stop.station", latitude: 43.27317, longitude: 76.93993 },
      { name: "stop.green-bazaar", latitude: 43.26443, longitude: 76.95414 },
      { name: "stop.panfilov-park", latitude: 43.25855, longitude: 76.95296 },
      { name: "stop.republic-square", latitude: 43.23843, longitude: 76.94525 },
      { name: "stop.botanical-garden", latitude: 43.22154, longitude: 76.91374 },
    ],
  },
];

export const HOME: Place = WALKS[0]!.stops[0]!;

const RADIUS_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two near places, on a flat Earth: good for a walk. */
export function metresBetween(a: Place, b: Place): number {
  const north = radians(b.latitude - a.latitude);
  const east = radians(b.longitude - a.longitude) * Math.cos(radians(a.latitude));
  return Math.hypot(north, east) * RADIUS_M;
}

/** Compass degrees 1..360 from a to b, as Bot API's `heading` wants them. */
export function headingTo(a: Place, b: Place): number {
  const north = b.latitude - a.latitude;
  const east = (b.longitude - a.longitude) * Math.cos(radians(a.latitude));
  return Math.round((Math.atan2(east, north) * 180) / Math.PI + 359) % 360 + 1;
}

function nearestStop(from: Place): { walk: Walk; index: number } {
  const all = WALKS.flatMap((walk) => walk.stops.map((stop, index) => ({ walk, index, stop })));
  return all.reduce((best, next) =>
    metresBetween(from, next.stop) < metresBetween(from, best.stop) ? next : best,
  );
}

/** The next place of somebody who walks: `step_m` towards `goal`, or the goal itself. */
export function stepTowards(from: Place, goal: Place, step_m: number): Place {
  const left = metresBetween(from, goal);
  const share = left <= step_m ? 1 : step_m / left;
  return {
    latitude: from.latitude + (goal.latitude - from.latitude) * share,
    longitude: from.longitude + (goal.longitude - from.longitude) * share,
    horizontal_accuracy: 12,
    heading: headingTo(from, goal),
  };
}

/** Where a walk from here leads: the stop after the nearest one, round and round. */
export function nextGoal(from: Place): Place {
  const { walk, index } = nearestStop(from);
  return walk.stops[(index + 1) % walk.stops.length]!;
}
