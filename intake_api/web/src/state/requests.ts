// What operators ask for in one tap, and whether it has come.
import type { Entry, MessageEntry, RequestKind } from "../types";

export const REQUESTS: readonly RequestKind[] = ["location", "photo", "call"];

/** When the citizen gave what ``asked`` asks for, or null: not yet, or nothing the chat can tell. */
export function cameAt(asked: MessageEntry, timeline: readonly Entry[]): string | null {
  const answer = timeline.find(
    (one) => one.entry === "message" && one.from === "citizen" && one.at >= asked.at && answers(asked, one),
  );
  return answer?.at ?? null;
}

function answers(asked: MessageEntry, said: MessageEntry): boolean {
  if (asked.signal === "asks_location") return said.place?.latitude != null;
  return asked.signal === "asks_photo" && said.attachments.some((file) => PICTURES.has(file.kind));
}

const PICTURES = new Set(["photo", "video", "video_note"]);
