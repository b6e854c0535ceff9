// Times, sizes and places in words of the chosen language.
import { language, t } from "./texts";
import type { Attachment, Place } from "../types";

const two = (n: number): string => String(n).padStart(2, "0");

export function timeOfDay(at: string | number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

export const timeToSecond = (at: string | number): string => `${timeOfDay(at)}:${two(new Date(at).getSeconds())}`;

export const fullTime = (at: string): string =>
  t("date.full", { ...dateParts(at), time: timeToSecond(at) });

/** "23.11, 12:40": for what stands in a small place. */
export function dayAndTime(at: string): string {
  const date = new Date(at);
  return `${two(date.getDate())}.${two(date.getMonth() + 1)}, ${timeOfDay(at)}`;
}

export const dayOf = (at: string): string => t("date.day", dateParts(at));

/** From our catalogues: Chromium's own Kazakh has no names of days and months ("M11 23, Mon"). */
function dateParts(at: string): Record<string, string | number> {
  const date = new Date(at);
  return {
    weekday: t(`weekday.${date.getDay()}`),
    day: date.getDate(),
    month: t(`month.${date.getMonth() + 1}`),
    year: date.getFullYear(),
  };
}

export const dayKey = (at: string): string => new Date(at).toDateString();

/** "45 s", "12 min", "2 h 05 min", "3 d": what a glance needs. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return t("age.seconds", { n: s });
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return t("age.minutes", { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t("age.hours", { h: hours, m: String(minutes % 60).padStart(2, "0") });
  return t("age.days", { n: Math.floor(hours / 24) });
}

export function playingTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function fileSize(bytes: number): string {
  const units = ["size.bytes", "size.kilobytes", "size.megabytes", "size.gigabytes"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  // Kazakh writes numbers as Russian does, and browsers may not know that.
  const rounded = new Intl.NumberFormat(language.value === "en" ? "en" : "ru", { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  return t(units[unit] ?? "size.bytes", { n: rounded });
}

export const coordinates = (place: Place): string | null =>
  place.latitude == null || place.longitude == null
    ? null
    : `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;

const DIRECTIONS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;

/** Degrees from north as one of the eight winds. */
export const directionOf = (degrees: number): (typeof DIRECTIONS)[number] => DIRECTIONS[Math.round(degrees / 45) % 8] ?? "n";

export const placeLine = (place: Place | null): string | null =>
  place === null ? null : (place.address ?? coordinates(place));

/** What kind of file it is and how long or big, in words. */
export function describeFile(file: Attachment): string {
  const parts = [t(`attachment.${file.kind}`)];
  if (file.duration_s !== null) parts.push(playingTime(file.duration_s));
  if (file.size !== null) parts.push(fileSize(file.size));
  return parts.join(" · ");
}
