// One line to the event journal: resumes after a cut, and never pretends to be alive.
import { signal } from "@preact/signals";

import { signedOutAnswers } from "../api/http";
import type { Frame, LiveEvent, Present } from "../types";

export type Line =
  | { state: "connecting" }
  | { state: "live" }
  | { state: "waiting"; retryAtMs: number };

const SILENCE_MS = 35_000;
const LONGEST_WAIT_MS = 20_000;
const NOT_SIGNED_IN = 4401;
const TOO_OLD = 4410;

export const line = signal<Line>({ state: "connecting" });
/** When the last frame came, by our clock: until then what is shown was true. */
export const lastHeardMs = signal(Date.now());

interface Listener {
  onEvent(event: LiveEvent): void;
  /** The line stands: what we want known of us must be said (again). */
  onOpen(): void;
  onPresence(here: readonly Present[]): void;
  /** The journal no longer holds what we missed: load everything anew, then call ``openLine``. */
  onTooOld(): void;
}

let socket: WebSocket | null = null;
let since = 0;
let attempts = 0;
let retryTimer = 0;
let silenceTimer = 0;
let listener: Listener | null = null;

/** Listens to everything after ``seq``; an earlier line is dropped. */
export function openLine(seq: number, heard: Listener): void {
  closeLine();
  listener = heard;
  since = seq;
  attempts = 0;
  connect();
}

export function closeLine(): void {
  clearTimeout(retryTimer);
  clearTimeout(silenceTimer);
  const old = socket;
  socket = null;
  old?.close();
}

/** Tries at once instead of waiting the pause out. */
export function retryNow(): void {
  if (line.peek().state !== "waiting") return;
  clearTimeout(retryTimer);
  connect();
}

/** Tells the server something, if it hears us; after a cut ``onOpen`` is the time to say it again. */
export function say(words: unknown): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(words));
}

function connect(): void {
  line.value = { state: "connecting" };
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const opened = new WebSocket(`${scheme}//${location.host}/v1/live?since=${since}`);
  socket = opened;
  listenForSilence(opened);
  opened.onmessage = (message: MessageEvent<string>) => {
    if (socket !== opened) return;
    listenForSilence(opened);
    hear(JSON.parse(message.data) as Frame);
  };
  opened.onclose = (event) => {
    if (socket === opened) lost(event.code);
  };
}

function hear(frame: Frame): void {
  lastHeardMs.value = Date.now();
  attempts = 0;
  if (line.peek().state !== "live") line.value = { state: "live" };
  if (frame.type === "hello") listener?.onOpen();
  if (frame.type === "presence") listener?.onPresence(frame.items);
  if (frame.type !== "event" || frame.seq <= since) return;
  since = frame.seq;
  listener?.onEvent(frame);
}

function listenForSilence(watched: WebSocket): void {
  clearTimeout(silenceTimer);
  silenceTimer = setTimeout(() => {
    if (socket !== watched) return;
    // A dead peer never answers a close: do not wait for it.
    socket = null;
    watched.close();
    lost(0);
  }, SILENCE_MS);
}

function lost(code: number): void {
  socket = null;
  clearTimeout(silenceTimer);
  if (code === NOT_SIGNED_IN) {
    signedOutAnswers.value += 1;
    return;
  }
  const waitMs = pause();
  line.value = { state: "waiting", retryAtMs: Date.now() + waitMs };
  retryTimer = setTimeout(code === TOO_OLD ? () => listener?.onTooOld() : connect, waitMs);
}

/** Doubles each time up to 20 s; the jitter keeps a room of consoles from knocking at once. */
function pause(): number {
  const full = Math.min(LONGEST_WAIT_MS, 500 * 2 ** attempts);
  attempts += 1;
  return full / 2 + (Math.random() * full) / 2;
}

addEventListener("online", retryNow);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") retryNow();
});
