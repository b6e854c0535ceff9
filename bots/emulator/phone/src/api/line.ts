// One WebSocket that comes back by itself. After each (re)connection the emulator says `hello`;
// whoever listens then reads what was missed, so a cut loses nothing.
import type { Citizen, Entry, Keyboard } from "./control";
import type { InlineResult, Reaction } from "./telegram";

export type LiveEvent =
  | { type: "hello"; seq: number; now: number; scale: number }
  | { type: "clock"; now: number; scale: number }
  | { type: "reaction"; message_id: number; reaction: Reaction[]; own_reaction: Reaction[] }
  | { type: "inline_answer"; inline_query_id: string; results: InlineResult[] }
  | { type: "message" | "edited"; entry: Entry }
  | { type: "deleted"; message_id: number; seq: number }
  | { type: "callback_answer"; message_id: number; text?: string; show_alert?: boolean; url?: string }
  | { type: "keyboard"; keyboard: Keyboard | null }
  | { type: "chat_action"; action: string }
  | { type: "user"; user: Citizen }
  | { type: "blocked"; blocked: boolean }
  | { type: "profile" };

export type LineState = "connecting" | "online" | "reconnecting" | "gone";

interface Listener {
  onState: (state: LineState) => void;
  onEvent: (event: LiveEvent) => void;
}

const WAITS_MS = [250, 500, 1000, 2000, 4000];
const GONE_AFTER_TRIES = 3;

export class Line {
  private socket: WebSocket | null = null;
  private timer = 0;
  private tries = 0;
  private closed = false;

  constructor(
    private readonly address: string,
    private readonly listener: Listener,
  ) {}

  open(): void {
    clearTimeout(this.timer);
    this.socket?.close();
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onmessage = (raw: MessageEvent<string>) => this.hear(JSON.parse(raw.data) as LiveEvent);
    socket.onclose = () => {
      if (socket === this.socket && !this.closed) this.waitAndReopen();
    };
  }

  /** Hangs up to come back after the usual wait: the line is up, but nobody answers behind it. */
  drop(): void {
    this.socket?.close();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }

  private hear(event: LiveEvent): void {
    if (event.type === "hello") {
      this.tries = 0;
      this.listener.onState("online");
    }
    this.listener.onEvent(event);
  }

  private waitAndReopen(): void {
    this.tries += 1;
    this.listener.onState(this.tries > GONE_AFTER_TRIES ? "gone" : "reconnecting");
    const wait = WAITS_MS[Math.min(this.tries, WAITS_MS.length) - 1]!;
    this.timer = window.setTimeout(() => this.open(), wait);
  }
}
