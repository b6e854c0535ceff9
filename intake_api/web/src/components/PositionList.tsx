import { useSignal } from "@preact/signals";

import { openCase } from "../state/case";
import { secondsSince } from "../state/clock";
import { type Position, positions } from "../state/positions";
import { coordinates, directionOf, duration, fullTime } from "../texts/format";
import { t } from "../texts/texts";
import { Age } from "./Age";
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
      <Copyable text={coordinates(place) ?? ""} />
      {place.accuracy_m != null && <span class="quiet">{t("position.accuracy", { n: Math.round(place.accuracy_m) })}</span>}
      {position.heading != null && (
        <span class="quiet">{t("position.heading", { direction: t(`direction.${directionOf(position.heading)}`) })}</span>
      )}
      {place.address && <bdi>{place.address}</bdi>}
    </li>
  );
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

function Copyable({ text }: { text: string }) {
  const copied = useSignal(false);
  async function copy() {
    // Without a secure page there is no clipboard: the figures can still be marked by hand.
    await navigator.clipboard?.writeText(text).then(() => (copied.value = true)).catch(() => undefined);
  }
  return (
    <span class="coordinates">
      <code>{text}</code>
      <button type="button" class="plain" aria-label={t("position.copy")} title={t("position.copy")} onClick={() => void copy()}>
        <Icon name={copied.value ? "check" : "copy"} size={14} />
      </button>
    </span>
  );
}
