import { problemText } from "../components/problem";
import { follow, ReportLink } from "../components/ReportLink";
import { Age } from "../components/Age";
import { categoryPath } from "../state/categories";
import { failure, found, hours, LONGEST_H, others, RADII_M, withinM } from "../state/nearby";
import { distanceText } from "../texts/distance";
import { t } from "../texts/texts";
import type { NearbyReport } from "../types";
import { hrefOfArea } from "./area";

/** Reports of the last hours around the place: on the map, and here in words. */
export function Nearby() {
  return (
    <section class="nearby" aria-label={t("nearby.title")}>
      <div class="fields">
        <label>
          {t("nearby.hours", { n: hours.value })}
          <input type="range" min={1} max={LONGEST_H} value={hours.value} onInput={(event) => (hours.value = event.currentTarget.valueAsNumber)} />
        </label>
        <label>
          {t("nearby.radius")}
          <select value={withinM.value} onChange={(event) => (withinM.value = Number(event.currentTarget.value))}>
            {RADII_M.map((metres) => (
              <option key={metres} value={metres}>
                {t("nearby.within", { distance: distanceText(metres) })}
              </option>
            ))}
          </select>
        </label>
      </div>
      {failure.value !== null && (
        <p class="problem" role="alert">
          {problemText(failure.value)}
        </p>
      )}
      <Found />
    </section>
  );
}

function Found() {
  if (found.value === null) return <p class="quiet">{t("loading")}</p>;
  if (others.value.length === 0) return <p class="quiet">{t("nearby.none")}</p>;
  const area = hrefOfArea(others.value);
  return (
    <>
      <ol class="positions">
        {others.value.map((one) => (
          <Line key={one.id} report={one} />
        ))}
      </ol>
      {found.value.is_more && <p class="quiet">{t("nearby.more", { n: found.value.items.length })}</p>}
      <a href={area} onClick={(event) => follow(event, area)}>
        {t("nearby.in_list")}
      </a>
    </>
  );
}

function Line({ report }: { report: NearbyReport }) {
  return (
    <li>
      <i class="dot" data-priority={report.priority} aria-hidden="true" />
      <ReportLink id={report.id}>{report.number}</ReportLink>
      <Age since={report.received_at} />
      <span>{distanceText(report.distance_m)}</span>
      <span class="state-mark" data-state={report.state}>
        {t(`state.${report.state}`)}
      </span>
      {report.category && <bdi>{categoryPath(report.category).join(" › ")}</bdi>}
    </li>
  );
}
