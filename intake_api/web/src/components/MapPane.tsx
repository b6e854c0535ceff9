import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import type { CaseMap } from "../map/map";
import { openCase } from "../state/case";
import { correcting } from "../state/correcting";
import { sourceOfMap } from "../state/mapSource";
import { others } from "../state/nearby";
import { lines, positions } from "../state/positions";
import { hrefOfPane } from "../state/route";
import { theme } from "../state/theme";
import { t } from "../texts/texts";
import { Icon } from "./Icon";
import { Later } from "./Later";
import { PositionList } from "./PositionList";
import { follow } from "./ReportLink";

export function MapPane() {
  return (
    <section class="pane map-pane" aria-label={t("map.title")}>
      <nav class="phone-bar narrow-only" aria-label={t("panes.title")}>
        <a href={hrefOfPane("case")} onClick={(event) => follow(event, hrefOfPane("case"))}>
          <Icon name="back" /> {t("case.title")}
        </a>
      </nav>
      {openCase.value === null ? <p class="empty quiet">{t("map.no_case")}</p> : <Where />}
    </section>
  );
}

function Where() {
  return (
    <>
      {positions.value.length > 0 || correcting.value ? <Drawn /> : <p class="empty quiet">{t("map.no_point")}</p>}
      <div class="places scroll">
        <PositionList />
        <Later fetch={fetchTools} meanwhile={null}>
          {({ MapTools }) => <MapTools />}
        </Later>
      </div>
    </>
  );
}

/** The map is a bundle of its own, fetched when the first point is to be shown. */
function Drawn() {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useSignal<CaseMap | null>(null);
  const impossible = useSignal(false);

  useEffect(() => {
    let gone = false;
    void Promise.all([import("../map/map"), sourceOfMap(), fetchTools()])
      .then(([{ drawMap }, source]) => {
        if (!gone && box.current) drawn.value = drawMap(box.current, source);
      })
      // No WebGL, or the bundle did not come: the list below says it all.
      .catch(() => (impossible.value = true));
    return () => {
      gone = true;
      drawn.peek()?.remove();
    };
  }, []);

  useSignalEffect(() => drawn.value?.show(positions.value, lines.value, others.value));
  useSignalEffect(() => {
    void theme.value;
    drawn.value?.repaint();
  });

  if (impossible.value) return <p class="empty quiet">{t("map.impossible")}</p>;
  return <div class="map" ref={box} />;
}

async function fetchTools() {
  const fetched = await import("../map");
  await fetched.prepare();
  return fetched;
}
