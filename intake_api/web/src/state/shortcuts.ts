// Keys by their place on the keyboard (event.code): a Cyrillic layout has no "j".
import { signal } from "@preact/signals";

import { moveByKeyboard } from "./moving";
import { cursor, moveCursor } from "./queue";
import { go, hrefOfQueue, hrefOfReport, isFaqPage, pane, reportId } from "./route";

export const isOverlayOpen = signal(false);

/** What the overlay lists: the key cap, and the id of its meaning. */
export const SHORTCUTS: readonly (readonly [cap: string, meaning: string])[] = [
  ["J", "shortcuts.next"],
  ["K", "shortcuts.previous"],
  ["Enter", "shortcuts.open"],
  ["R", "shortcuts.reply"],
  ["N", "shortcuts.note"],
  ["M", "shortcuts.move"],
  ["/", "shortcuts.search"],
  ["Ctrl + Enter", "shortcuts.send"],
  ["Esc", "shortcuts.leave"],
  ["?", "shortcuts.title"],
];

const MEANINGS: Record<string, () => void> = {
  KeyJ: () => moveCursor(1),
  KeyK: () => moveCursor(-1),
  Enter: openPointed,
  KeyR: () => focus("reply"),
  KeyN: () => focus("note"),
  KeyM: moveByKeyboard,
};

export function listenForShortcuts(): () => void {
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  // Its pages have keys of their own; a report must not move behind them.
  if (isFaqPage.peek()) return;
  if (event.code === "Escape") return leave();
  if (isField(event.target)) return;
  const meaning = meaningOf(event);
  // Enter on a button or a link is that button's.
  if (!meaning || (event.code === "Enter" && isControl(event.target))) return;
  event.preventDefault();
  meaning();
}

function meaningOf(event: KeyboardEvent): (() => void) | undefined {
  // "?" is Shift+Slash on Latin layouts and Shift+7 on Russian ones: here the sign decides as well.
  if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return () => (isOverlayOpen.value = true);
  if (event.code === "Slash") return () => focus("queue-search");
  return event.shiftKey ? undefined : MEANINGS[event.code];
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
