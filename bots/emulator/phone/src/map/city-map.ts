// MapLibre with an offline base: countries from world-atlas, a grid of degrees as a sense of scale,
// and the stops of the made-up walks. Nothing is fetched from another origin.
import { Map as MapLibre, Marker, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";

import type { Place } from "../api/telegram";
import { t } from "../words";
import { circleAround, gridAround, stopsAndWalks } from "./drawing";
import { WALKS } from "./places";
import { baseStyle, paintWith } from "./style";
import { countries } from "./world";

export interface CityMap {
  show(place: Place): void;
  paint(): void;
  whenDrawn(then: () => void): void;
  close(): void;
}

interface Options {
  live: boolean;
  onPick: (place: Place) => void;
}

const START_ZOOM = 12.5;
/** Nearer than this the stops have names, further away only the cities. */
const NAMES_FROM_ZOOM = 11;

setWorkerUrl(new URL(__WORKER_URL__, import.meta.url).href);

function named(className: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function nameStops(map: MapLibre): void {
  for (const { stops, city } of WALKS) {
    for (const [index, { name, latitude, longitude }] of stops.entries()) {
      // Above and below in turn: the stops of a walk stand close together.
      const anchor = index % 2 ? "bottom" : "top";
      new Marker({ element: named("stop-name", t(name)), anchor }).setLngLat([longitude, latitude]).addTo(map);
    }
    const centre = stops[0]!;
    new Marker({ element: named("city-name", t(city)), anchor: "bottom" })
      .setLngLat([centre.longitude, centre.latitude])
      .addTo(map);
  }
}

function pinOf(live: boolean): HTMLElement {
  const element = named(live ? "map-pin live" : "map-pin", "");
  element.setAttribute("aria-label", t("location.pin"));
  return element;
}

type Data = GeoJSON.FeatureCollection;

function put(map: MapLibre, id: string, data: Data): void {
  const source = map.getSource(id);
  if (source && "setData" in source) (source as { setData(data: Data): void }).setData(data);
}

export function openCityMap(container: HTMLElement, place: Place, { live, onPick }: Options): CityMap {
  const world = new URL(__WORLD_URL__, import.meta.url).href;
  const map = new MapLibre({
    container,
    style: baseStyle(),
    center: [place.longitude, place.latitude],
    zoom: START_ZOOM,
    maxZoom: 17,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: {
      "Map.Title": t("location.map"),
      "NavigationControl.ZoomIn": t("location.zoom-in"),
      "NavigationControl.ZoomOut": t("location.zoom-out"),
      "ScaleControl.Meters": t("location.metres"),
      "ScaleControl.Kilometers": t("location.kilometres"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");

  const pin = new Marker({ element: pinOf(live), draggable: true, anchor: live ? "center" : "bottom" })
    .setLngLat([place.longitude, place.latitude])
    .addTo(map);
  let here = place;
  const tell = (lng: number, lat: number) =>
    onPick({ latitude: Number(lat.toFixed(6)), longitude: Number(lng.toFixed(6)) });
  pin.on("dragend", () => tell(pin.getLngLat().lng, pin.getLngLat().lat));
  map.on("click", ({ lngLat }) => tell(lngLat.lng, lngLat.lat));

  const redraw = () => {
    put(map, "grid", gridAround(map.getBounds().toArray()));
    container.classList.toggle("far", map.getZoom() < NAMES_FROM_ZOOM);
  };
  map.on("moveend", redraw);
  map.on("load", () => {
    nameStops(map);
    put(map, "walks", stopsAndWalks());
    put(map, "accuracy", circleAround(here));
    redraw();
    void countries(world).then((data) => put(map, "countries", data));
  });

  return {
    show(next) {
      const far = Math.abs(next.latitude - here.latitude) + Math.abs(next.longitude - here.longitude) > 0.2;
      here = next;
      pin.setLngLat([next.longitude, next.latitude]);
      put(map, "accuracy", circleAround(next));
      if (far) map.jumpTo({ center: [next.longitude, next.latitude], zoom: START_ZOOM });
      else if (!map.getBounds().contains([next.longitude, next.latitude])) {
        map.panTo([next.longitude, next.latitude]);
      }
    },
    paint: () => paintWith(map),
    whenDrawn: (then) => void map.once("idle", then),
    close: () => map.remove(),
  };
}
