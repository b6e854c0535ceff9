import { ReportLink } from "../components/ReportLink";
import { fullTime, timeOfDay } from "../texts/format";
import { t } from "../texts/texts";
import type { IncidentPoint } from "./types";

const ACROSS = 300;
const HIGH = 180;
const EDGE = 24;
const LEAST_DEGREES = 0.002;

/** Where the reports of an incident lie to each other, and the same in figures. */
export function Points({ of }: { of: readonly IncidentPoint[] }) {
  if (of.length === 0) return <p class="quiet">{t("incident.no_points")}</p>;
  const place = projected(of);
  return (
    <section aria-label={t("map.points")}>
      <h2>{t("map.points")}</h2>
      <svg class="incident-sketch" viewBox={`0 0 ${ACROSS} ${HIGH}`} role="img" aria-label={t("incident.sketch")}>
        {of.map((point) => (
          <g key={point.report_id} transform={`translate(${place(point).join(" ")})`}>
            <circle r="5" />
            <text y="-8">{point.number}</text>
          </g>
        ))}
      </svg>
      <ol class="positions">
        {of.map((point) => (
          <li key={point.report_id}>
            <ReportLink id={point.report_id}>{point.number}</ReportLink>
            <time dateTime={point.at} title={fullTime(point.at)}>
              {timeOfDay(point.at)}
            </time>
            <code>
              {point.latitude.toFixed(5)}, {point.longitude.toFixed(5)}
            </code>
            {point.accuracy_m != null && <span class="quiet">{t("position.accuracy", { n: Math.round(point.accuracy_m) })}</span>}
            {point.address && <bdi>{point.address}</bdi>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** North above, a metre as long across as it is high. */
function projected(points: readonly IncidentPoint[]): (point: IncidentPoint) => [number, number] {
  const north = points.map((one) => one.latitude);
  const east = points.map((one) => one.longitude);
  const middle = { latitude: (Math.max(...north) + Math.min(...north)) / 2, longitude: (Math.max(...east) + Math.min(...east)) / 2 };
  const shrunk = Math.cos((middle.latitude * Math.PI) / 180);
  const wide = Math.max(LEAST_DEGREES, (Math.max(...east) - Math.min(...east)) * shrunk);
  const high = Math.max(LEAST_DEGREES, Math.max(...north) - Math.min(...north));
  const scale = Math.min((ACROSS - 4 * EDGE) / wide, (HIGH - 2 * EDGE) / high);
  return ({ latitude, longitude }) => [
    ACROSS / 2 + (longitude - middle.longitude) * shrunk * scale,
    HIGH / 2 - (latitude - middle.latitude) * scale,
  ];
}
