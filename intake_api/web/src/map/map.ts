// The map of one case: where it happened, how sure that is, where the citizen moves.
import { AttributionControl, type GeoJSONSource, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";

import type { Position, TrackLine } from "../state/positions";
import { loadStyle } from "../styles/load";
import { t } from "../texts/texts";
import type { MapShown, NearbyReport } from "../types";
import { baseStyle, coloursOf, gridFor, loadWorld, recolour } from "./base";
import { followCorrection } from "./correction";
import { circle, path } from "./geometry";
import { onReports } from "./nearbyLayer";
import { Pins } from "./pins";
import { styleOf } from "./source";

declare const __MAP_WORKER__: string;
declare const __MAP_STYLE__: string;

/** How many of the last points of a live share the view keeps in sight. */
const TRACK_IN_SIGHT = 20;

export interface CaseMap {
  /** ``lines`` are where the live shares have been, ``near`` are other reports. */
  show(positions: readonly Position[], lines: readonly TrackLine[], near: readonly NearbyReport[]): void;
  /** Takes the page's colours again, after the theme has changed. */
  repaint(): void;
  remove(): void;
}

setWorkerUrl(new URL(__MAP_WORKER__, location.href).href);

/** Throws when the browser cannot draw (no WebGL). */
export function drawMap(box: HTMLElement, source: MapShown): CaseMap {
  void loadStyle(__MAP_STYLE__);
  const map = new MapLibre({
    container: box,
    style: baseStyle(coloursOf(box)),
    center: [71.43, 51.13],
    zoom: 4,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: words(),
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  if (source.kind !== "offline") map.addControl(new AttributionControl({ compact: true }));
  const ready = takeSource(map, box, source);
  const fill = (name: string, data: GeoJSON.GeoJSON) => void ready.then(() => map.getSource<GeoJSONSource>(name)?.setData(data));

  void loadWorld()
    .then((world) => (fill("world", world), ready))
    // The first pause comes before any data: only the one after it says that the picture is there.
    .then(() => map.once("idle"))
    .then(() => (box.dataset["state"] = "ready"));
  const drawGrid = () => fill("grid", gridFor(map));
  map.on("moveend", drawGrid);
  drawGrid();

  const pins = new Pins(map);
  const stopCorrecting = followCorrection(map);
  onReports(map);
  const repaint = () => void ready.then(() => recolour(map, coloursOf(box)));
  const nightfall = matchMedia("(prefers-color-scheme: dark)");
  nightfall.addEventListener("change", repaint);
  return {
    show(positions, lines, near) {
      pins.show(positions, lines.flatMap(({ pairs }) => pairs.slice(-TRACK_IN_SIGHT)));
      fill("accuracy", { type: "FeatureCollection", features: positions.flatMap(accuracyOf) });
      fill("track", { type: "FeatureCollection", features: lines.map(({ pairs, state }) => path(pairs, { state })) });
      fill("nearby", { type: "FeatureCollection", features: near.map(featureOf) });
    },
    repaint,
    remove() {
      nightfall.removeEventListener("change", repaint);
      stopCorrecting();
      map.remove();
    },
  };
}

/** Done when the map stands; on the offline base when the one that is set up cannot be had. */
async function takeSource(map: MapLibre, box: HTMLElement, source: MapShown): Promise<void> {
  const loaded = map.once("load");
  if (source.kind === "offline") return void (await loaded);
  const style = await styleOf(source, coloursOf(box)).catch(() => null);
  await loaded;
  if (style === null) return void (box.dataset["source"] = "broken");
  map.setStyle(style, { diff: false });
  await map.once("style.load");
  box.dataset["source"] = source.kind;
}

function accuracyOf(one: Position) {
  const radius = one.place.accuracy_m;
  return radius && one.role !== "told" ? [circle(one.longitude, one.latitude, radius)] : [];
}

const featureOf = ({ id, number, latitude, longitude }: NearbyReport): GeoJSON.Feature => ({
  type: "Feature",
  properties: { id, number },
  geometry: { type: "Point", coordinates: [longitude, latitude] },
});

/** MapLibre's own words, in our language. */
const words = () => ({
  "Map.Title": t("map.drawing"),
  "NavigationControl.ZoomIn": t("zoom.in"),
  "NavigationControl.ZoomOut": t("zoom.out"),
  "ScaleControl.Meters": t("map.metres"),
  "ScaleControl.Kilometers": t("map.kilometres"),
});
