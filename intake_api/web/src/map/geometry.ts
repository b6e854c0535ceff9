// Shapes on the globe as GeoJSON; pure.
import type { Feature, FeatureCollection, LineString, Polygon, Position as Point } from "geojson";

const EARTH_M = 6_371_008.8;
const RADIANS = Math.PI / 180;
/** Degrees between grid lines, finest first. */
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];
const MOST_LINES = 12;

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** A circle of ``radiusM`` metres around the point. */
export function circle(longitude: number, latitude: number, radiusM: number): Feature<Polygon> {
  const ring: Point[] = [];
  for (let degree = 0; degree <= 360; degree += 5) {
    const north = (radiusM * Math.cos(degree * RADIANS)) / EARTH_M / RADIANS;
    const east = (radiusM * Math.sin(degree * RADIANS)) / EARTH_M / RADIANS / Math.cos(latitude * RADIANS);
    ring.push([longitude + east, latitude + north]);
  }
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}

/** Pairs of longitude and latitude. */
export type Line = readonly (readonly [longitude: number, latitude: number])[];

export function path(line: Line, properties: Record<string, string> = {}): Feature<LineString> {
  return { type: "Feature", properties, geometry: { type: "LineString", coordinates: line.map((pair) => [...pair]) } };
}

/** Meridians and parallels for what is in sight, at most a dozen each way. */
export function graticule({ west, south, east, north }: Bounds): FeatureCollection<LineString> {
  const step = STEPS.find((degrees) => (east - west) / degrees <= MOST_LINES) ?? 30;
  const lines: Feature<LineString>[] = [];
  for (const longitude of multiples(west, east, step)) lines.push(path([[longitude, south], [longitude, north]]));
  for (const latitude of multiples(south, north, step)) lines.push(path([[west, latitude], [east, latitude]]));
  return { type: "FeatureCollection", features: lines };
}

function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}
