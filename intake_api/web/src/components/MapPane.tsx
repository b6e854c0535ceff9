import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import type { CaseMap } from "../map/map";
import { openCase } from "../state/case";
import { lines, positions } from "../state/positions";
import { hrefOfPane } from "../state/route";
import { theme } from "../state/theme";
import { t } from "../texts/texts";
import { Icon } from "./Icon";
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
      {positions.value.length > 0 ? <Drawn /> : <p class="empty quiet">{t("map.no_point")}</p>}
      <PositionList />
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
    void import("../map/map")
      .then(({ drawMap }) => {
        if (!gone && box.current) drawn.value = drawMap(box.current);
      })
      // No WebGL, or the bundle did not come: the list below says it all.
      .catch(() => (impossible.value = true));
    return () => {
      gone = true;
      drawn.peek()?.remove();
    };
  }, []);

  useSignalEffect(() => drawn.value?.show(positions.value, lines.value));
  useSignalEffect(() => {
    void theme.value;
    drawn.value?.repaint();
  });

  if (impossible.value) return <p class="empty quiet">{t("map.impossible")}</p>;
  return <div class="map" ref={box} />;
}
