// Keys by their place on the keyboard (event.code): a Cyrillic layout has no "j".
import { signal } from "@preact/signals";

import { buttonOf, wantsShortcuts } from "./keyed";
import { moveByKeyboard } from "./moving";
import { cursor, moveCursor } from "./queue";
import { go, hrefOfQueue, hrefOfReport, isFaqPage, pane, reportId } from "./route";

export const isOverlayOpen = signal(false);
export const isPaletteOpen = signal(false);

interface Shortcut {
  /** Where the key is; several places that mean the same are not listed twice. */
  code: string;
  cap: string;
  /** The id of its meaning. */
  meaning: string;
  act: () => void;
  works: () => boolean;
}

/** Also where letters alone are switched off. */
export const ALWAYS: readonly (readonly [cap: string, meaning: string])[] = [
  ["Ctrl + K", "shortcuts.palette"],
  ["Ctrl + Enter", "shortcuts.send"],
  ["Ctrl + Z", "shortcuts.undo_send"],
  ["Esc", "shortcuts.leave"],
];

const isThere = (id: string) => () => document.getElementById(id) !== null;
const atQueue = (): boolean => document.querySelector(".queue") !== null;
const atCase = (): boolean => reportId.peek() !== null;

/** What no button stands for; buttons with a key list themselves. */
export const SHORTCUTS: readonly Shortcut[] = [
  { code: "KeyJ", cap: "J", meaning: "shortcuts.next", act: () => moveCursor(1), works: atQueue },
  { code: "KeyK", cap: "K", meaning: "shortcuts.previous", act: () => moveCursor(-1), works: atQueue },
  { code: "Enter", cap: "Enter", meaning: "shortcuts.open", act: openPointed, works: () => atQueue() && cursor.peek() !== null },
  { code: "KeyR", cap: "R", meaning: "shortcuts.reply", act: () => focus("reply"), works: isThere("reply") },
  { code: "KeyN", cap: "N", meaning: "shortcuts.note", act: () => focus("note"), works: isThere("note") },
  { code: "KeyM", cap: "M", meaning: "shortcuts.move", act: moveByKeyboard, works: atCase },
  { code: "Slash", cap: "/", meaning: "shortcuts.search", act: () => focus("queue-search"), works: isThere("queue-search") },
];

export function listenForShortcuts(): () => void {
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function onKey(event: KeyboardEvent): void {
  if (document.querySelector("dialog[open]")) return;
  if (event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    isPaletteOpen.value = true;
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // Its pages have keys of their own; a report must not move behind them.
  if (isFaqPage.peek()) return;
  if (event.code === "Escape") return leave();
  if (isField(event.target) || !wantsShortcuts.peek()) return;
  const meaning = meaningOf(event);
  // Enter on a button or a link is that button's.
  if (!meaning || (event.code === "Enter" && isControl(event.target))) return;
  event.preventDefault();
  meaning();
}

function meaningOf(event: KeyboardEvent): (() => void) | undefined {
  // "?" is Shift+Slash on Latin layouts and Shift+7 on Russian ones: here the sign decides as well.
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return () => (isOverlayOpen.value = true);
  if (event.shiftKey) return undefined;
  const shortcut = SHORTCUTS.find((one) => one.code === event.code && one.works());
  if (shortcut) return shortcut.act;
  // A key held down must not take one step after another.
  const button = event.repeat ? undefined : buttonOf(event.code);
  return button && (() => button.click());
}

function openPointed(): void {
  if (cursor.peek()) go(hrefOfReport(cursor.peek() ?? ""));
}

function leave(): void {
  const field = document.activeElement;
  if (field instanceof HTMLElement && isField(field)) field.blur();
  else if (reportId.peek() && pane.peek() !== "queue") go(hrefOfQueue());
}

function focus(id: string): void {
  document.getElementById(id)?.focus();
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("a, button, summary, audio, video");
