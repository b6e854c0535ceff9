// A message in a few words: for quotes, the composer's strip and the list of citizens.
import type { Message } from "./api/telegram";
import { type WordId, t } from "./words";

const KINDS: readonly [keyof Message, WordId][] = [
  ["photo", "kind.photo"],
  ["video_note", "kind.video-note"],
  ["video", "kind.video"],
  ["animation", "kind.animation"],
  ["voice", "kind.voice"],
  ["audio", "kind.audio"],
  ["document", "kind.document"],
  ["location", "kind.location"],
  ["contact", "kind.contact"],
  ["sticker", "kind.sticker"],
  ["poll", "kind.poll"],
];

export function kindOf(message: Message): string {
  const known = KINDS.find(([field]) => message[field] !== undefined);
  if (message.location?.live_period) return t("kind.live-location");
  return known ? t(known[1]) : t("kind.other");
}

export const wordsOf = (message: Message): string => message.text ?? message.caption ?? "";

export const summary = (message: Message): string => wordsOf(message) || kindOf(message);
