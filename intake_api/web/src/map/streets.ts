// How the streets of a vector file are drawn, in the page's colours: the two usual sets of layers.
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";

import { language } from "../texts/texts";
import type { Colours } from "./base";

const FONT = ["Noto Sans", "sans-serif"];
const WIDTH: ExpressionSpecification = ["interpolate", ["exponential", 1.6], ["zoom"], 6, 0.4, 12, 1.4, 18, 14];

/** Protomaps' names and OpenMapTiles' names of the same. */
const LAND = ["earth"];
const GREEN = ["landuse", "landcover", "park"];
const WATER = ["water"];
const HOUSES = ["buildings", "building"];
const ROADS = ["roads", "transportation"];
const BORDERS = ["boundaries", "boundary"];
const ROAD_NAMES = ["roads", "transportation_name"];
const PLACES = ["places", "place"];

/** Of the layers that the file has. */
export function streetLayers(known: ReadonlySet<string>, colours: Colours): LayerSpecification[] {
  const each = (names: readonly string[], draw: (name: string) => LayerSpecification) => names.filter((name) => known.has(name)).map(draw);
  return [
    ...each(LAND, (name) => fill(name, colours.land, 1)),
    ...each(GREEN, (name) => fill(name, colours.grid, 0.5)),
    ...each(WATER, (name) => fill(name, colours.water, 1)),
    ...each(HOUSES, (name) => fill(name, colours.border, 0.35)),
    ...each(ROADS, (name) => line(name, { "line-color": colours.border, "line-width": WIDTH, "line-opacity": 0.7 })),
    ...each(BORDERS, (name) => line(name, { "line-color": colours.border, "line-width": 1, "line-dasharray": [3, 2] })),
    ...each(ROAD_NAMES, (name) => names(name, colours, "line")),
    ...each(PLACES, (name) => names(name, colours, "point")),
  ];
}

const fill = (layer: string, colour: string, opacity: number): LayerSpecification => ({
  id: `tiles-${layer}`,
  type: "fill",
  source: "tiles",
  "source-layer": layer,
  filter: ["==", ["geometry-type"], "Polygon"],
  paint: { "fill-color": colour, "fill-opacity": opacity },
});

const line = (layer: string, paint: Record<string, unknown>): LayerSpecification =>
  ({ id: `tiles-${layer}`, type: "line", source: "tiles", "source-layer": layer, paint }) as LayerSpecification;

const names = (layer: string, colours: Colours, placement: "line" | "point"): LayerSpecification => ({
  id: `names-${layer}`,
  type: "symbol",
  source: "tiles",
  "source-layer": layer,
  layout: {
    "text-field": ["coalesce", ["get", `name:${language.value}`], ["get", "name"], ""],
    "text-font": FONT,
    "text-size": placement === "line" ? 11 : 13,
    "symbol-placement": placement,
  },
  paint: { "text-color": colours.ink, "text-halo-color": colours.land, "text-halo-width": 1.4 },
});
