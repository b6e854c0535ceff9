// The offline base: countries and a grid, in the page's colours. No tile server learns where we look.
import type { FeatureCollection } from "geojson";
import type { LayerSpecification, Map as MapLibre, StyleSpecification } from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

import { graticule } from "./geometry";

declare const __WORLD__: string;

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

/** The page's colours, read where the map stands. */
export interface Colours {
  water: string;
  land: string;
  border: string;
  grid: string;
  accent: string;
  ink: string;
  near: string;
}

/** What is ours, and stands above any map. */
export const OVERLAYS: readonly string[] = ["nearby-clusters", "nearby-counts", "nearby", "accuracy", "accuracy-edge", "track"];

/** How near to each other reports are shown as one, in pixels. */
const CLUSTER_PX = 36;

export function coloursOf(element: Element): Colours {
  // A custom property is read as it was written; only a colour that is worn comes out resolved for the theme.
  const probe = element.appendChild(document.createElement("span"));
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    water: read("--map-water"),
    land: read("--map-land"),
    border: read("--map-border"),
    grid: read("--map-grid"),
    accent: read("--map-accent"),
    ink: read("--ink"),
    near: read("--warn"),
  };
  probe.remove();
  return colours;
}

export function baseStyle(colours: Colours): StyleSpecification {
  const source = { type: "geojson", data: EMPTY } as const;
  const nearby = { ...source, cluster: true, clusterRadius: CLUSTER_PX, clusterMaxZoom: 17 } as const;
  return {
    version: 8,
    sources: { world: source, grid: source, accuracy: source, track: source, nearby },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colours.water } },
      { id: "land", type: "fill", source: "world", paint: { "fill-color": colours.land } },
      { id: "grid", type: "line", source: "grid", paint: { "line-color": colours.grid, "line-width": 1 } },
      { id: "border", type: "line", source: "world", paint: { "line-color": colours.border, "line-width": 1.2 } },
      ...overlays(colours),
    ],
  };
}

export function overlays(colours: Colours): LayerSpecification[] {
  const dot = { "circle-color": colours.near, "circle-stroke-color": "#fff", "circle-stroke-width": 1.5 };
  return [
    { id: "accuracy", type: "fill", source: "accuracy", paint: { "fill-color": colours.accent, "fill-opacity": 0.15 } },
    { id: "accuracy-edge", type: "line", source: "accuracy", paint: { "line-color": colours.accent, "line-width": 1 } },
    {
      id: "track",
      type: "line",
      source: "track",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": colours.accent, "line-width": 3, "line-opacity": ["match", ["get", "state"], "live", 0.9, "stale", 0.6, 0.35] },
    },
    { id: "nearby", type: "circle", source: "nearby", filter: ["!", ["has", "point_count"]], paint: { ...dot, "circle-radius": 6 } },
    { id: "nearby-clusters", type: "circle", source: "nearby", filter: ["has", "point_count"], paint: { ...dot, "circle-radius": 13 } },
    {
      id: "nearby-counts",
      type: "symbol",
      source: "nearby",
      filter: ["has", "point_count"],
      layout: { "text-field": ["get", "point_count_abbreviated"], "text-font": ["Noto Sans", "sans-serif"], "text-size": 12, "text-allow-overlap": true },
      paint: { "text-color": "#fff" },
    },
  ];
}

/** The layers that stand on this map; a style of somebody else's keeps its own colours. */
export function recolour(map: MapLibre, colours: Colours): void {
  const paint = (layer: string, property: string, colour: string) => {
    if (map.getLayer(layer)) map.setPaintProperty(layer, property as "fill-color", colour);
  };
  paint("land", "fill-color", colours.land);
  paint("grid", "line-color", colours.grid);
  if (map.getLayer("land")) {
    paint("water", "background-color", colours.water);
    paint("border", "line-color", colours.border);
  }
  for (const layer of ["accuracy-edge", "track"]) paint(layer, "line-color", colours.accent);
  paint("accuracy", "fill-color", colours.accent);
  for (const layer of ["nearby", "nearby-clusters"]) paint(layer, "circle-color", colours.near);
}

export async function loadWorld(): Promise<FeatureCollection> {
  const topology = (await (await fetch(__WORLD__)).json()) as Topology<{ countries: GeometryCollection }>;
  return feature(topology, topology.objects.countries);
}

export function gridFor(map: MapLibre): FeatureCollection {
  const seen = map.getBounds();
  return graticule({ west: seen.getWest(), south: seen.getSouth(), east: seen.getEast(), north: seen.getNorth() });
}
