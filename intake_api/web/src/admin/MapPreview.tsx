import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import type { CaseMap } from "../map/map";
import { t } from "../texts/texts";
import type { MapShown } from "../types";
import { Problem } from "./Problem";

/** The map as operators see it; a source that cannot be had is told below. */
export function MapPreview({ source }: { source: MapShown }) {
  const box = useRef<HTMLDivElement>(null);
  const told = useSignal<"" | "map_source.broken" | "map.impossible">("");

  useEffect(() => {
    let drawn: CaseMap | null = null;
    let gone = false;
    const watcher = new MutationObserver(() => {
      if (box.current?.dataset["source"] === "broken") told.value = "map_source.broken";
    });
    if (box.current) watcher.observe(box.current, { attributeFilter: ["data-source"] });
    void Promise.all([import("../map/map"), fetchTexts()])
      .then(([{ drawMap }]) => {
        if (!gone && box.current) drawn = drawMap(box.current, source);
      })
      .catch(() => (told.value = "map.impossible"));
    return () => {
      gone = true;
      watcher.disconnect();
      drawn?.remove();
    };
  }, []);

  return (
    <figure class="map-preview">
      <div class="map" ref={box} role="group" aria-label={t("map_source.preview")} />
      {told.value && (
        <figcaption>
          <Problem text={t(told.value)} />
        </figcaption>
      )}
    </figure>
  );
}

const fetchTexts = async () => (await import("../map")).prepare();
