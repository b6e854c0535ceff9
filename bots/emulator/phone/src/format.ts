// How moments, sizes and lengths are written, in the reader's language. Month names come from the
// catalogues: Chromium is built without Kazakh in its own data and would write "M11 23".
import { type WordId, t } from "./words";

const two = (value: number): string => String(value).padStart(2, "0");

export function clock(unix: number): string {
  const moment = new Date(unix * 1000);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** Changes with the local day: bubbles with an equal key stand under one separator. */
export function dayKey(unix: number): string {
  const day = new Date(unix * 1000);
  return `${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`;
}

export function dayName(unix: number): string {
  const day = new Date(unix * 1000);
  return t("date.day", { day: day.getDate(), month: t("date.months").split(" ")[day.getMonth()] ?? "" });
}

export const moment = (unix: number): string =>
  t("date.moment", { date: dayName(unix), time: `${clock(unix)}:${two(new Date(unix * 1000).getSeconds())}` });

/** Seconds as m:ss. */
export function length(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

const SIZES: readonly [number, WordId][] = [
  [1024 ** 2, "size.megabytes"],
  [1024, "size.kilobytes"],
  [1, "size.bytes"],
];

export function size(bytes: number): string {
  const [unit, id] = SIZES.find(([least]) => bytes >= least) ?? SIZES.at(-1)!;
  const count = bytes / unit;
  return t(id, { count: count < 10 && unit > 1 ? count.toFixed(1) : Math.round(count) });
}

/** More than an upload may hold: a file of which only the size was told. */
const MOST_UPLOADED = 55 * 1024 ** 2;

export const isThere = (file: { file_size?: number }): boolean => (file.file_size ?? 0) <= MOST_UPLOADED;

export const degrees = (value: number): string => value.toFixed(5);

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");
