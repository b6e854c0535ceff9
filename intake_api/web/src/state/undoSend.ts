// Replies that wait on the server and can be taken back until their time is over.
import { signal } from "@preact/signals";

import { deleteReply } from "../api/reports";
import type { Entry } from "../types";
import { dropEntry } from "./case";

export interface Waiting {
  id: string;
  report: string;
  text: string;
  lengthMs: number;
  /** By this browser's clock: the server's may differ. */
  untilMs: number;
}

export const waiting = signal<readonly Waiting[]>([]);

/** Keeps a reply that was just written, if it can be taken back. */
export function noteSent(report: string, entry: Entry): void {
  if (entry.entry !== "message" || entry.sends_at === null) return;
  const { id, text, at, sends_at } = entry;
  const lengthMs = Date.parse(sends_at) - Date.parse(at);
  waiting.value = [...waiting.peek(), { id, report, text, lengthMs, untilMs: Date.now() + lengthMs }];
  setTimeout(() => forget(id), lengthMs);
}

/** Raises Refusal: it is too late. */
export async function takeBack({ id, report }: Waiting): Promise<void> {
  try {
    await deleteReply(report, id);
    dropEntry(report, id);
  } finally {
    forget(id);
  }
}

function forget(id: string): void {
  waiting.value = waiting.peek().filter((one) => one.id !== id);
}
