import { lastHeardMs, line } from "../live/connection";
import { overdue, ringing } from "../state/calls";
import { now } from "../state/clock";
import { figures, LATE_INTAKE_S } from "../state/figures";
import { duration, placeLine, timeToSecond } from "../texts/format";
import { t } from "../texts/texts";
import { Age } from "./Age";
import { Icon } from "./Icon";
import { ReportLink } from "./ReportLink";

const STALE_AFTER_MS = 5000;

export function Banners() {
  return (
    <div class="banners">
      <OverdueBanner />
      <SosBanner />
      <StaleBanner />
      <LagBanner />
    </div>
  );
}

/** What nobody has opened in time comes before what has just come. */
function OverdueBanner() {
  const [oldest] = overdue.value;
  if (!oldest) return null;
  return (
    <div class="banner overdue" role="alert">
      <Icon name="bell" size={20} />
      <strong>{t("alarm.overdue", { n: overdue.value.length })}</strong>
      <span class="number">{oldest.number}</span>
      <Age since={oldest.received_at} />
      <ReportLink id={oldest.id} class="button">
        {t("alarm.open_oldest")}
      </ReportLink>
    </div>
  );
}

function SosBanner() {
  const fresh = ringing.value.filter((row) => !overdue.value.includes(row));
  const [first] = fresh;
  if (!first) return null;
  const more = fresh.length - 1;
  return (
    <div class="banner sos" role="alert">
      <Icon name="sos" size={20} />
      <strong>{t("alarm.sos", { number: first.number })}</strong>
      <bdi class="cut">{placeLine(first.place) ?? t("place.unknown")}</bdi>
      <Age since={first.received_at} />
      {more > 0 && <span>{t("alarm.more", { n: more })}</span>}
      <ReportLink id={first.id} class="button">
        {t("alarm.open")}
      </ReportLink>
    </div>
  );
}

function StaleBanner() {
  if (line.value.state === "live") return null;
  if (now.value - lastHeardMs.value < STALE_AFTER_MS) return null;
  return (
    <div class="banner warn" role="status">
      {t("line.stale", { time: timeToSecond(lastHeardMs.value) })}
    </div>
  );
}

function LagBanner() {
  const lag = figures.value?.intake_lag_s ?? 0;
  if (lag < LATE_INTAKE_S) return null;
  return (
    <div class="banner warn" role="status">
      {t("intake.late", { time: duration(lag) })}
    </div>
  );
}
