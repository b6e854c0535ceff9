// A field that finds while somebody types: after a pause, and never an older answer after a newer.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { isAborted } from "../api/http";
import { problemText } from "./problem";

const PAUSE_MS = 200;

interface Find<Found> {
  /** Undefined where there is nothing to ask for. */
  (words: string, signal: AbortSignal): Promise<readonly Found[]> | undefined;
}

/** ``field`` takes the focus at once; ``found`` is null until the first answer. */
export function useFinding<Found>(find: Find<Found>) {
  const words = useSignal("");
  const found = useSignal<readonly Found[] | null>(null);
  const problem = useSignal<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      find(words.value.trim(), stop.signal)?.then(
        (items) => {
          found.value = items;
          problem.value = null;
        },
        (error: unknown) => {
          if (!isAborted(error)) problem.value = problemText(error);
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words.value]);

  return { words, found, problem, field };
}
