// Buttons that have a key: the page itself is the list of what works now.
import { signal } from "@preact/signals";

import { fetchDesk, putDesk } from "../api/shifts";

/** Off for who is bothered by keys without Ctrl: dictation, a cat, one hand. */
export const wantsShortcuts = signal(true);

export async function loadDesk(): Promise<void> {
  wantsShortcuts.value = (await fetchDesk()).shortcuts;
}

/** Kept for this person, at whichever desk they sit down. */
export async function chooseShortcuts(wanted: boolean): Promise<void> {
  wantsShortcuts.value = (await putDesk({ shortcuts: wanted })).shortcuts;
}

/** Marks a button: pressing ``code`` (a place on the keyboard) clicks it; ``name`` is its text's id. */
export function keyed(code: string, name: string) {
  return { "data-key": code, "data-name": name, "aria-keyshortcuts": wantsShortcuts.value ? capOf(code) : undefined };
}

/** What is printed on that key of a Latin keyboard, which Cyrillic ones carry beside their own. */
export const capOf = (code: string): string => code.replace(/^(Key|Digit)/, "");

/** The buttons that may be pressed now and can be seen. */
export function keyedButtons(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-key]:not(:disabled)")].filter((one) => one.checkVisibility());
}

export const buttonOf = (code: string): HTMLElement | undefined =>
  keyedButtons().find((one) => one.dataset["key"] === code);
