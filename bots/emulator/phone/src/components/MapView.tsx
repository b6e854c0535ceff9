// The map in the location sheet. Its library is a bundle of its own, fetched when first needed;
// without WebGL the stops and the numbers below still do.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import type { Place } from "../api/telegram";
import type { CityMap } from "../map/city-map";
import { theme } from "../theme";
import { t } from "../words";

interface Props {
  place: Place;
  live: boolean;
  onPick: (place: Place) => void;
}

export function MapView({ place, live, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<CityMap | null>(null);
  const state = useSignal<"loading" | "ready" | "failed">("loading");
  const pick = useRef(onPick);
  const newest = useRef(place);
  pick.current = onPick;
  newest.current = place;

  useEffect(() => {
    let left = false;
    const open = async () => {
      const { openCityMap } = await import("../map/city-map");
      if (left || !box.current) return;
      map.current = openCityMap(box.current, newest.current, { live, onPick: (next) => pick.current(next) });
      map.current.whenDrawn(() => (state.value = "ready"));
    };
    open().catch(() => (state.value = "failed"));
    return () => {
      left = true;
      map.current?.close();
    };
  }, []);
  useEffect(() => map.current?.show(place), [place.latitude, place.longitude, place.horizontal_accuracy]);
  useEffect(() => map.current?.paint(), [theme.value]);

  return (
    <div class="map-frame" data-state={state.value}>
      <div ref={box} class="map" role="application" aria-label={t("location.map")} />
      {state.value === "loading" && <p class="map-note">{t("location.map-loading")}</p>}
      {state.value === "failed" && <p class="map-note">{t("location.map-failed")}</p>}
      {state.value === "ready" && <p class="map-hint">{t("location.map-hint")}</p>}
    </div>
  );
}
