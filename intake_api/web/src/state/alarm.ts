// What must not be missed is heard: in one tab, also a hidden one, until somebody answers.
import { signal } from "@preact/signals";

import { askForNotices, showNotice } from "../live/notices";
import { becomePlayer } from "../live/player";
import { afterSounding, play, type Sound, unlockSound } from "../live/tones";
import { t } from "../texts/texts";
import type { LiveEvent, ReportRow } from "../types";
import { call, calling, noteCall, soundOf } from "./calls";
import { categoryName } from "./categories";
import { go, hrefOfReport } from "./route";

/** "elsewhere": another tab of this browser makes the sound. */
export type Sounding = "off" | "playing" | "elsewhere";

const TICK_S = 3;
/** Every so many ticks. What does not call any more is heard once, as it comes. */
const EVERY: Record<Sound, number> = { sos: 1, 1: 3, 2: 7, 3: 0, 4: 0 };
const SOUNDING = new Set(["report_received", "sos_unopened"]);

export const sound = signal<Sounding>("off");

/** Call from a click: it is what lets the browser make sound, and ask whether it may tell. */
export async function startSounding(): Promise<void> {
  await Promise.all([unlockSound(), askForNotices()]);
  if (sound.peek() !== "off") return;
  sound.value = "elsewhere";
  await becomePlayer();
  sound.value = "playing";
  play(call.peek() ?? 4);
  tick(1);
}

export function hearForAlarm({ event, row }: LiveEvent): void {
  noteCall(row);
  if (sound.peek() !== "playing" || !SOUNDING.has(event)) return;
  play(soundOf(row));
  tell(row);
}

function tick(count: number): void {
  const due = call.peek();
  if (due !== null && count % EVERY[due] === 0) play(due);
  afterSounding(TICK_S, () => tick(count + 1));
}

/** Without a word of the citizen's: such notices stand on locked screens. */
function tell(row: ReportRow): void {
  const isSos = row.kind === "sos";
  showNotice({
    tag: row.id,
    title: isSos ? t("alarm.sos", { number: row.number }) : t("notice.new", { n: row.priority }),
    body: isSos ? t("notice.waiting", { n: calling.peek().length }) : `${row.number} · ${categoryName(row.category)}`,
    stays: isSos,
    onClick: () => go(hrefOfReport(row.id)),
  });
}
