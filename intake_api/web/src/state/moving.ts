// Which message is about to be filed to another report of its citizen.
import { signal } from "@preact/signals";

import type { MessageEntry } from "../types";
import { openCase } from "./case";

export const moving = signal<string | null>(null);

/** How sure the bot was: what it guessed, and what the citizen had to be asked. */
export const isDoubtful = ({ filed_by: how }: MessageEntry): boolean => how === "guess" || how === "asked";

/** By keyboard: the message in focus, else the last one that may lie wrong, else the last one. */
export function moveByKeyboard(): void {
  const told = (openCase.peek()?.timeline ?? []).filter((entry) => entry.entry === "message");
  const movable = told.filter((entry) => entry.from === "citizen");
  const focused = document.activeElement?.closest<HTMLElement>("[data-message]")?.dataset["message"];
  const meant = movable.find((entry) => entry.id === focused) ?? movable.findLast(isDoubtful) ?? movable.at(-1);
  if (meant) moving.value = meant.id;
}
