// What one citizen's phone knows about its chat with the bot, fed by the live line.
// Nothing here sends: see deeds.ts.
import { type Signal, batch, computed, signal } from "@preact/signals";

import { type Bot, type Entry, type Keyboard, listBots, liveAddress, readKeyboard, readMessages } from "../api/control";
import { Line, type LineState, type LiveEvent } from "../api/line";
import type { InlineResult, Place } from "../api/telegram";
import { citizens, keepCitizen, linkPayload, returnCitizen } from "./phones";

export interface Notice {
  text: string;
  kind: "toast" | "alert";
}

/** What covers the chat, if anything. */
export type Sheet =
  | { kind: "files"; files: File[]; asDocuments: boolean }
  | { kind: "map"; live: boolean; place?: Place; messageId?: number }
  | { kind: "quote"; messageId: number }
  | { kind: "more" }
  | { kind: "link" }
  | { kind: "contact" }
  | { kind: "confirm"; what: "contact" | "location" }
  | { kind: "picture"; address: string; name: string };

const ACTION_MS = 5000;
const TOAST_MS = 3500;
const LOOK_AT_CLOCK_MS = 2000;

export class Chat {
  readonly entries = signal<Entry[]>([]);
  readonly line = signal<LineState>("connecting");
  readonly loaded = signal(false);
  readonly profile: Signal<Bot>;
  readonly keyboard = signal<Keyboard | null>(null);
  readonly keyboardOpen = signal(true);
  readonly action = signal<string | null>(null);
  readonly waiting = signal<ReadonlySet<string>>(new Set());
  readonly notice = signal<Notice | null>(null);
  readonly replyTo = signal<number | null>(null);
  /** The words of that message which are answered, when not the whole of it. */
  readonly quote = signal<string | null>(null);
  readonly editing = signal<number | null>(null);
  /** What a link gave to START with; null when no link was followed. */
  readonly payload = signal(linkPayload.peek());
  readonly inline = signal<{ queryId: string; results: InlineResult[] } | null>(null);
  readonly sheet = signal<Sheet | null>(null);
  readonly busy = signal(0);
  /** Which shared place walks by itself. */
  readonly walking = signal<number | null>(null);
  readonly draft = signal("");

  readonly citizen = computed(() => citizens.value.find((one) => one.id === this.citizenId)!);
  readonly languageCode = computed(() => this.citizen.value.language_code ?? "en");
  readonly blocked = computed(
    () => this.citizen.value.bots.find((one) => one.id === this.bot.id)?.blocked ?? false,
  );
  /** The emulator's time, which may be shifted and faster: what it was, and when that was heard. */
  private readonly time = signal({ now: Date.now() / 1000, scale: 1, heardAt: Date.now() });
  private readonly look = signal(0);
  /** Own live locations that still run. */
  readonly shares = computed(() => this.entries.value.filter((entry) => this.runs(entry)));
  /** The newest of them. */
  readonly shared = computed(() => this.shares.value.at(-1) ?? null);

  /** How far the chat was read in one piece. Live events do not move it: a cut in the middle of
   * catching up would otherwise skip what lies before them. */
  private seq = 0;
  private readonly gone = new Set<number>();
  private actionTimer = 0;
  private noticeTimer = 0;
  private readonly clockTimer = window.setInterval(() => (this.look.value += 1), LOOK_AT_CLOCK_MS);
  private readonly wire: Line;

  constructor(
    readonly citizenId: number,
    readonly bot: Bot,
  ) {
    this.profile = signal(bot);
    this.wire = new Line(liveAddress(citizenId, bot.id), {
      onState: (state) => (this.line.value = state),
      onEvent: (event) => this.hear(event),
    });
    this.wire.open();
  }

  close(): void {
    this.walking.value = null;
    clearInterval(this.clockTimer);
    this.wire.close();
  }

  retry(): void {
    this.line.value = "connecting";
    this.wire.open();
  }

  entry(messageId: number): Entry | undefined {
    return this.entries.value.find((known) => known.message_id === messageId);
  }

  say(text: string, kind: Notice["kind"] = "toast"): void {
    clearTimeout(this.noticeTimer);
    this.notice.value = { text, kind };
    if (kind === "toast") this.noticeTimer = window.setTimeout(() => (this.notice.value = null), TOAST_MS);
  }

  async readProfile(): Promise<void> {
    const all = await listBots(this.languageCode.value, this.citizenId);
    const mine = all.find((bot) => bot.id === this.bot.id);
    if (mine) this.profile.value = mine;
  }

  private runs(entry: Entry): boolean {
    const period = entry.message.location?.live_period;
    if (entry.from_bot || !period) return false;
    return entry.date + period > this.now();
  }

  private now(): number {
    this.look.value; // read, so that what runs out is looked at again
    const { now, scale, heardAt } = this.time.value;
    return now + ((Date.now() - heardAt) / 1000) * scale;
  }

  private setTime({ now, scale }: { now: number; scale: number }): void {
    this.time.value = { now, scale, heardAt: Date.now() };
  }

  /** After every `hello`: whatever changed while nobody listened. */
  private async catchUp(newest: number): Promise<void> {
    const seen = this.entries.value.reduce((most, entry) => Math.max(most, entry.changed_seq), this.seq);
    if (newest < seen) await this.startAnew();
    try {
      const [entries, keyboard] = await Promise.all([
        readMessages(this.citizenId, this.bot.id, this.seq),
        readKeyboard(this.citizenId, this.bot.id),
        this.readProfile(),
      ]);
      batch(() => {
        this.merge(entries);
        this.seq = entries.reduce((most, entry) => Math.max(most, entry.changed_seq), this.seq);
        this.keyboard.value = keyboard;
        this.loaded.value = true;
      });
    } catch {
      this.wire.drop();
    }
  }

  /** The emulator came back without its state: another world, with an empty chat and no citizens. */
  private async startAnew(): Promise<void> {
    this.seq = 0;
    this.gone.clear();
    this.entries.value = [];
    await returnCitizen(this.citizen.value).catch(() => undefined); // somebody else may have been first
  }

  private merge(changed: Entry[]): void {
    const known = new Map(this.entries.value.map((entry) => [entry.message_id, entry]));
    for (const entry of changed) {
      const older = known.get(entry.message_id);
      // A line that was read while the same change came by wire must not step back.
      if (older && older.changed_seq > entry.changed_seq) continue;
      if (entry.deleted || this.gone.has(entry.message_id)) known.delete(entry.message_id);
      else known.set(entry.message_id, entry);
    }
    this.entries.value = [...known.values()].sort((a, b) => a.message_id - b.message_id);
  }

  private hear(event: LiveEvent): void {
    switch (event.type) {
      case "clock":
        return this.setTime(event);
      case "reaction":
        this.entries.value = this.entries.value.map((one) =>
          one.message_id === event.message_id ? { ...one, reaction: event.reaction, own_reaction: event.own_reaction } : one,
        );
        return;
      case "inline_answer":
        this.inline.value = { queryId: event.inline_query_id, results: event.results };
        return;
      case "hello":
        this.setTime(event);
        return void this.catchUp(event.seq);
      case "message":
        if (event.entry.from_bot) this.action.value = null;
        return this.merge([event.entry]);
      case "edited":
        return this.merge([event.entry]);
      case "deleted":
        this.gone.add(event.message_id);
        this.entries.value = this.entries.value.filter((one) => one.message_id !== event.message_id);
        return;
      case "callback_answer":
        return this.answered(event);
      case "keyboard":
        this.keyboard.value = event.keyboard;
        this.keyboardOpen.value = true;
        if (event.keyboard?.force_reply) this.replyTo.value = event.keyboard.message_id;
        return;
      case "chat_action":
        return this.showAction(event.action);
      case "user":
        keepCitizen(event.user);
        return void this.readProfile();
      case "blocked":
        return this.setBlocked(event.blocked);
      case "profile":
        return void this.readProfile();
    }
  }

  private showAction(action: string): void {
    this.action.value = action;
    clearTimeout(this.actionTimer);
    this.actionTimer = window.setTimeout(() => (this.action.value = null), ACTION_MS);
  }

  private answered(event: Extract<LiveEvent, { type: "callback_answer" }>): void {
    const still = [...this.waiting.value].filter((key) => !key.startsWith(`${event.message_id}:`));
    this.waiting.value = new Set(still);
    if (event.text) this.say(event.text, event.show_alert ? "alert" : "toast");
  }

  private setBlocked(blocked: boolean): void {
    const others = this.citizen.value.bots.filter((one) => one.id !== this.bot.id);
    keepCitizen({ ...this.citizen.value, bots: [...others, { id: this.bot.id, blocked }] });
  }
}
