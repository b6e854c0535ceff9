// The pin that a person moves to put the place right: by dragging, by a click, by arrow keys.
import { effect } from "@preact/signals";
import { type Map as MapLibre, Marker, type MapMouseEvent } from "maplibre-gl";

import { correcting, nudge } from "../state/correcting";
import { t } from "../texts/texts";

const STEP_M = 10;
const LEAP_M = 100;

const WAYS: Record<string, readonly [north: number, east: number]> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** Shows the pin while the place is being corrected; returns the way to stop. */
export function followCorrection(map: MapLibre): () => void {
  let marker: Marker | null = null;
  const onClick = ({ lngLat }: MapMouseEvent) => (correcting.value = { latitude: lngLat.lat, longitude: lngLat.lng });

  function begin(): Marker {
    const made = new Marker({ element: pin(), anchor: "bottom", draggable: true });
    made.on("dragend", () => {
      const { lat, lng } = made.getLngLat().wrap();
      correcting.value = { latitude: lat, longitude: lng };
    });
    map.on("click", onClick);
    return made;
  }

  function end(): void {
    marker?.remove();
    marker = null;
    map.off("click", onClick);
  }

  const stop = effect(() => {
    const at = correcting.value;
    if (!at) return end();
    const isNew = marker === null;
    marker ??= begin();
    marker.setLngLat([at.longitude, at.latitude]);
    if (isNew) marker.addTo(map);
    if (!map.getBounds().contains([at.longitude, at.latitude])) map.easeTo({ center: [at.longitude, at.latitude] });
  });
  return () => {
    stop();
    end();
  };
}

function pin(): HTMLElement {
  const element = document.createElement("div");
  element.className = "pin";
  element.dataset["role"] = "correction";
  element.tabIndex = 0;
  element.setAttribute("role", "application");
  element.ariaLabel = t("correct.pin");
  element.addEventListener("keydown", onKey);
  return element;
}

function onKey(event: KeyboardEvent): void {
  const way = WAYS[event.code];
  const at = correcting.peek();
  if (!way || !at) return;
  // The map below would move by the same key.
  event.preventDefault();
  event.stopPropagation();
  const metres = event.shiftKey ? LEAP_M : STEP_M;
  correcting.value = nudge(at, way[0] * metres, way[1] * metres);
}
