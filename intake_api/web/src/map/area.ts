// A part of the map as a question to the list.
import type { Point } from "../texts/distance";

/** So that a point on the edge is inside: some ten metres. */
const MARGIN = 0.0001;

/** The list of what lies in the rectangle around these points. */
export function hrefOfArea(points: readonly Point[]): string {
  const north = points.map((one) => one.latitude);
  const east = points.map((one) => one.longitude);
  const bounds = [Math.min(...east) - MARGIN, Math.min(...north) - MARGIN, Math.max(...east) + MARGIN, Math.max(...north) + MARGIN];
  return `/?bounds=${bounds.map((degrees) => degrees.toFixed(5)).join(",")}`;
}
