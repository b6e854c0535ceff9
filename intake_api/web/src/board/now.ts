// The board as it is now: asked again when something happened, and every few seconds.
import { effect, signal } from "@preact/signals";

import { isAborted } from "../api/http";
import { figures } from "../state/figures";
import { fetchBoard } from "./api";
import type { Board } from "./types";

const AT_MOST_EVERY_MS = 2000;
const AT_LEAST_EVERY_MS = 10_000;

export const board = signal<Board | null>(null);
export const problem = signal<unknown>(null);

/** Returns what stops it. */
export function watch(): () => void {
  const stop = new AbortController();
  let askedAtMs = 0;
  let timer = 0;

  async function load(): Promise<void> {
    timer = 0;
    askedAtMs = Date.now();
    try {
      board.value = await fetchBoard(stop.signal);
      problem.value = null;
    } catch (error) {
      if (!isAborted(error)) problem.value = error;
    }
    if (!stop.signal.aborted) timer ||= setTimeout(() => void load(), AT_LEAST_EVERY_MS);
  }

  const unfollow = effect(() => {
    // The queue's counts are asked for anew with every event.
    void figures.value;
    clearTimeout(timer);
    timer = setTimeout(() => void load(), Math.max(0, askedAtMs + AT_MOST_EVERY_MS - Date.now()));
  });
  return () => {
    unfollow();
    stop.abort();
    clearTimeout(timer);
  };
}
