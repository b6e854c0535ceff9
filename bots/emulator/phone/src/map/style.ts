// The base map's look, taken from the page's own colours so that it follows light and dark.
import type { Map as MapLibre, StyleSpecification } from "maplibre-gl";

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--map-${name}`).trim() || "#888888";

const nothing = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };

type Paint = Record<string, Record<string, string>>;

const paint = (): Paint => ({
  water: { "background-color": colour("water") },
  land: { "fill-color": colour("land") },
  borders: { "line-color": colour("border") },
  grid: { "line-color": colour("grid") },
  walks: { "line-color": colour("walk") },
  stops: { "circle-color": colour("walk"), "circle-stroke-color": colour("land") },
  accuracy: { "fill-color": colour("accuracy") },
});

export function baseStyle(): StyleSpecification {
  const look = paint();
  return {
    version: 8,
    sources: { countries: nothing, grid: nothing, walks: nothing, accuracy: nothing },
    layers: [
      { id: "water", type: "background", paint: { ...look["water"] } },
      { id: "land", type: "fill", source: "countries", paint: { ...look["land"] } },
      { id: "borders", type: "line", source: "countries", paint: { ...look["borders"], "line-width": 1.2 } },
      { id: "grid", type: "line", source: "grid", paint: { ...look["grid"], "line-width": 1 } },
      {
        id: "walks",
        type: "line",
        source: "walks",
        layout: { "line-join": "round", "line-cap": "round" },
        paint: { ...look["walks"], "line-width": 3, "line-dasharray": [0.2, 2] },
      },
      {
        id: "stops",
        type: "circle",
        source: "walks",
        filter: ["==", ["geometry-type"], "Point"],
        paint: { ...look["stops"], "circle-radius": 5, "circle-stroke-width": 2 },
      },
      { id: "accuracy", type: "fill", source: "accuracy", paint: { ...look["accuracy"], "fill-opacity": 0.25 } },
    ],
  };
}

export function paintWith(map: MapLibre): void {
  if (!map.isStyleLoaded()) return;
  for (const [layer, properties] of Object.entries(paint())) {
    for (const [name, value] of Object.entries(properties)) {
      map.setPaintProperty(layer, name as Parameters<MapLibre["setPaintProperty"]>[1], value);
    }
  }
}
