import { openCase } from "../state/case";
import { secondsSince } from "../state/clock";
import { type Position, positions } from "../state/positions";
import { coordinates, directionOf, duration, fullTime } from "../texts/format";
import { distanceText, metresBetween } from "../texts/distance";
import { known, t } from "../texts/texts";
import { Age } from "./Age";
import { Copyable } from "./Copyable";
import { Icon } from "./Icon";

const SECONDS_TELL_UP_TO = 600;

/** The same points in words and figures: for copying, and for a screen without a map. */
export function PositionList() {
  const typed = openCase.value?.place;
  return (
    <ul class="positions" aria-label={t("map.points")}>
      {typed && typed.latitude == null && (
        <li>
          <b>{t("position.incident")}</b> <bdi>{typed.address}</bdi>
        </li>
      )}
      {positions.value.map((position) => (
        <Line key={position.id} position={position} />
      ))}
    </ul>
  );
}

function Line({ position }: { position: Position }) {
  const { place } = position;
  return (
    <li data-role={position.role} data-state={position.state}>
      <i class="dot" aria-hidden="true" />
      <b>{t(position.state ? `track.${position.state}` : `position.${position.role}`)}</b>
      {position.at && (position.state ? <Seconds since={position.at} /> : <Age since={position.at} />)}
      <Copyable text={coordinates(place) ?? ""} label={t("position.copy")} />
      <a href={`geo:${position.latitude},${position.longitude}?q=${position.latitude},${position.longitude}`} title={t("position.open")} aria-label={t("position.open")}>
        <Icon name="map" size={14} />
      </a>
      {position.role === "incident" && <span class="quiet">{known(`place.${place.method}`, "place.unknown")}</span>}
      <Distance to={position} />
      {place.accuracy_m != null && <span class="quiet">{t("position.accuracy", { n: Math.round(place.accuracy_m) })}</span>}
      {position.heading != null && (
        <span class="quiet">{t("position.heading", { direction: t(`direction.${directionOf(position.heading)}`) })}</span>
      )}
      {place.address && <bdi>{place.address}</bdi>}
    </li>
  );
}

/** How far from where it happened; of that place itself nothing. */
function Distance({ to }: { to: Position }) {
  const incident = positions.value.find((one) => one.role === "incident");
  if (!incident || incident === to) return null;
  return <span class="quiet">{t("position.distance", { distance: distanceText(metresBetween(incident, to)) })}</span>;
}

/** How old the point is, to the second while seconds still tell something. */
function Seconds({ since }: { since: string }) {
  const seconds = Math.max(0, Math.floor(secondsSince(since)));
  return (
    <time class="age seconds" dateTime={since} title={fullTime(since)}>
      {seconds < SECONDS_TELL_UP_TO ? t("age.seconds", { n: seconds }) : duration(seconds)}
    </time>
  );
}
