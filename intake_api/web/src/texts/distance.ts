// How far two points are from each other, and that in words.
import { t } from "./texts";

const EARTH_M = 6_371_008.8;
const RADIANS = Math.PI / 180;

export interface Point {
  latitude: number;
  longitude: number;
}

/** Metres along the ground, as if the earth were a ball: half a per cent off at most. */
export function metresBetween(one: Point, other: Point): number {
  const half = (from: number, to: number) => Math.sin(((to - from) * RADIANS) / 2) ** 2;
  const across = Math.cos(one.latitude * RADIANS) * Math.cos(other.latitude * RADIANS) * half(one.longitude, other.longitude);
  return 2 * EARTH_M * Math.asin(Math.sqrt(Math.min(1, half(one.latitude, other.latitude) + across)));
}

/** "80 m", "1.2 km": what a glance needs. */
export function distanceText(metres: number): string {
  if (metres < 1000) return `${Math.round(metres)} ${t("map.metres")}`;
  const kilometres = metres / 1000;
  return `${kilometres.toFixed(kilometres < 10 ? 1 : 0)} ${t("map.kilometres")}`;
}
