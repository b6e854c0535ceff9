// The points of a case as markers.
import { LngLatBounds, type Map as MapLibre, Marker } from "maplibre-gl";

import type { Position } from "../state/positions";
import type { Line } from "./geometry";

const STREET_ZOOM = 15;

/** Markers by position; the view follows only while the person has not taken hold of the map. */
export class Pins {
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

export const pairOf = (one: Position): [number, number] => [one.longitude, one.latitude];

const anchorOf = (one: Position) => (one.role === "incident" ? "bottom" : "center");
