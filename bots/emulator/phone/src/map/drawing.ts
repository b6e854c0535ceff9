// GeoJSON for what the map draws over its base. Pure.
import type { Place } from "../api/telegram";
import { WALKS } from "./places";

const collect = (features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features,
});

const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({ type: "Feature", properties: {}, geometry });

const METRES_PER_DEGREE = 111_320;
const CIRCLE_CORNERS = 48;

/** The circle of `horizontal_accuracy` around a place; nothing when it is not known. */
export function circleAround(place: Place): GeoJSON.FeatureCollection {
  const radius = place.horizontal_accuracy ?? 0;
  if (!radius) return collect([]);
  const north = radius / METRES_PER_DEGREE;
  const east = north / Math.max(0.01, Math.cos((place.latitude * Math.PI) / 180));
  const ring = Array.from({ length: CIRCLE_CORNERS + 1 }, (_, index) => {
    const turn = (index / CIRCLE_CORNERS) * 2 * Math.PI;
    return [place.longitude + east * Math.cos(turn), place.latitude + north * Math.sin(turn)];
  });
  return collect([feature({ type: "Polygon", coordinates: [ring] })]);
}

export const stopsAndWalks = (): GeoJSON.FeatureCollection =>
  collect(
    WALKS.flatMap(({ stops }) => {
      const points = stops.map(({ longitude, latitude }) => [longitude, latitude]);
      const dots = points.map((coordinates) => feature({ type: "Point", coordinates }));
      return [feature({ type: "LineString", coordinates: points }), ...dots];
    }),
  );

const STEPS = [30, 10, 5, 1, 0.5, 0.1, 0.05, 0.01, 0.005, 0.001];
const LINES_ACROSS = 7;

function multiples(from: number, to: number, step: number): number[] {
  const all: number[] = [];
  for (let index = Math.floor(from / step); index * step <= to; index += 1) all.push(index * step);
  return all;
}

type Bounds = [[number, number], [number, number]];

/** Meridians and parallels at a distance that suits what is seen. */
export function gridAround([[west, south], [east, north]]: Bounds): GeoJSON.FeatureCollection {
  const step = STEPS.find((one) => one <= (east - west) / LINES_ACROSS) ?? STEPS.at(-1)!;
  const low = Math.max(south, -85);
  const high = Math.min(north, 85);
  const meridians = multiples(west, east, step).map((x) => [[x, low], [x, high]]);
  const parallels = multiples(low, high, step * 0.625).map((y) => [[west, y], [east, y]]);
  return collect([...meridians, ...parallels].map((coordinates) => feature({ type: "LineString", coordinates })));
}
