// The map of one case: where it happened, how sure that is, where the citizen moves.
import { type GeoJSONSource, LngLatBounds, Map as MapLibre, Marker, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";

import type { Position, TrackLine } from "../state/positions";
import { loadStyle } from "../styles/load";
import { t } from "../texts/texts";
import { baseStyle, coloursOf, gridFor, loadWorld, recolour } from "./base";
import { circle, path, type Line } from "./geometry";

declare const __MAP_WORKER__: string;
declare const __MAP_STYLE__: string;

const STREET_ZOOM = 15;
/** How many of the last points of a live share the view keeps in sight. */
const TRACK_IN_SIGHT = 20;

export interface CaseMap {
  /** ``lines`` are where the live shares have been. */
  show(positions: readonly Position[], lines: readonly TrackLine[]): void;
  /** Takes the page's colours again, after the theme has changed. */
  repaint(): void;
  remove(): void;
}

setWorkerUrl(new URL(__MAP_WORKER__, location.href).href);

/** Throws when the browser cannot draw (no WebGL). */
export function drawMap(box: HTMLElement): CaseMap {
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
  const ready = map.once("load");
  const fill = (source: string, data: GeoJSON.GeoJSON) =>
    void ready.then(() => map.getSource<GeoJSONSource>(source)?.setData(data));

  void loadWorld()
    .then((world) => (fill("world", world), ready))
    // The first pause comes before any data: only the one after it says that the picture is there.
    .then(() => map.once("idle"))
    .then(() => (box.dataset["state"] = "ready"));
  const drawGrid = () => fill("grid", gridFor(map));
  map.on("moveend", drawGrid);
  drawGrid();

  const pins = new Pins(map);
  const repaint = () => void ready.then(() => recolour(map, coloursOf(box)));
  const nightfall = matchMedia("(prefers-color-scheme: dark)");
  nightfall.addEventListener("change", repaint);
  return {
    show(positions, lines) {
      pins.show(positions, lines.flatMap(({ pairs }) => pairs.slice(-TRACK_IN_SIGHT)));
      fill("accuracy", { type: "FeatureCollection", features: positions.flatMap(accuracyOf) });
      fill("track", { type: "FeatureCollection", features: lines.map(({ pairs, state }) => path(pairs, { state })) });
    },
    repaint,
    remove() {
      nightfall.removeEventListener("change", repaint);
      map.remove();
    },
  };
}

/** Markers by position; the view follows only while the person has not taken hold of the map. */
class Pins {
  private readonly markers = new Map<string, Marker>();
  private aimedAt = "";
  private held = false;

  constructor(private readonly map: MapLibre) {
    map.on("dragstart", () => (this.held = true));
  }

  show(positions: readonly Position[], recent: Line): void {
    const wanted = new Set(positions.map((one) => one.id));
    for (const [id, marker] of this.markers) {
      if (wanted.has(id)) continue;
      marker.remove();
      this.markers.delete(id);
    }
    positions.forEach((one) => this.place(one));
    const main = positions.filter((one) => one.role !== "told");
    this.aim([...(main.length > 0 ? main : positions.slice(0, 1)).map(pairOf), ...recent]);
  }

  private place(one: Position): void {
    const marker = this.markers.get(one.id) ?? new Marker({ element: pinElement(one), anchor: anchorOf(one) });
    marker.setLngLat(pairOf(one));
    dress(marker.getElement(), one);
    if (this.markers.has(one.id)) return;
    marker.addTo(this.map);
    this.markers.set(one.id, marker);
  }

  private aim(seen: Line): void {
    const aim = seen.join(" ");
    if (this.held || seen.length === 0 || aim === this.aimedAt) return;
    const bounds = new LngLatBounds();
    seen.forEach(([longitude, latitude]) => bounds.extend([longitude, latitude]));
    this.map.fitBounds(bounds, { padding: 70, maxZoom: STREET_ZOOM, animate: this.aimedAt !== "" });
    this.aimedAt = aim;
  }
}

function accuracyOf(one: Position) {
  const radius = one.place.accuracy_m;
  return radius && one.role !== "told" ? [circle(one.longitude, one.latitude, radius)] : [];
}

function pinElement(one: Position): HTMLElement {
  const pin = document.createElement("div");
  pin.className = "pin";
  pin.dataset["role"] = one.role;
  return pin;
}

/** What changes while the dot stands: whether it still moves, and which way it looks. */
function dress(pin: HTMLElement, one: Position): void {
  if (one.state) pin.dataset["state"] = one.state;
  if (one.heading == null) delete pin.dataset["heading"];
  else pin.dataset["heading"] = String(one.heading);
  pin.style.setProperty("--heading", `${one.heading ?? 0}deg`);
}

const pairOf = (one: Position): [number, number] => [one.longitude, one.latitude];

const anchorOf = (one: Position) => (one.role === "incident" ? "bottom" : "center");

/** MapLibre's own words, in our language. */
const words = () => ({
  "Map.Title": t("map.drawing"),
  "NavigationControl.ZoomIn": t("zoom.in"),
  "NavigationControl.ZoomOut": t("zoom.out"),
  "ScaleControl.Meters": t("map.metres"),
  "ScaleControl.Kilometers": t("map.kilometres"),
});
