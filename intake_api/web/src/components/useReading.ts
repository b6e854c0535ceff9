// Where somebody reads in a timeline: at its end, which is kept in sight, or further up.
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import type { Entry } from "../types";

const NEAR_THE_END_PX = 120;
const ABOVE_PX = 40;

export type Reading = ReturnType<typeof useReading>;

/**
 * ``firstNew`` stays the message where reading began when the report was opened.
 * ``below``: how many entries came while somebody read further up.
 */
export function useReading(entries: readonly Entry[], firstUnread: string | null) {
  const list = useRef<HTMLDivElement>(null);
  const firstNew = useRef(firstUnread).current;
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  // The observer below outlives the render it was made in.
  const count = useRef(0);
  count.current = entries.length;
  const seen = useRef(entries.length);
  const isAway = useSignal(false);
  const below = useSignal(0);
  const isNewAbove = useSignal(false);

  function toEnd() {
    const at = list.current;
    if (at) at.scrollTop = at.scrollHeight;
  }

  function toFirstNew() {
    const line = lineOf(list.current);
    if (!list.current || !line) return toEnd();
    list.current.scrollTop += distance(list.current, line) - ABOVE_PX;
  }

  function look() {
    const at = list.current;
    if (!at) return;
    // Only a person scrolls up; what grows below moves nothing.
    const isNear = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_THE_END_PX;
    if (isNear || at.scrollTop < lastTop.current) atEnd.current = isNear;
    lastTop.current = at.scrollTop;
    tell();
  }

  function tell() {
    if (atEnd.current) seen.current = count.current;
    const line = lineOf(list.current);
    isAway.value = !atEnd.current;
    below.value = Math.max(0, count.current - seen.current);
    isNewAbove.value = list.current !== null && line !== null && distance(list.current, line) < 0;
  }

  useLayoutEffect(() => {
    if (!lineOf(list.current)) return;
    // What fits is shown to its end; of more, the first that nobody has seen.
    toFirstNew();
    lastTop.current = 0;
    atEnd.current = false;
    look();
  }, []);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    tell();
  }, [entries]);
  // Pictures grow the list after they have loaded; banners make less room for it.
  useEffect(() => {
    const grown = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
      tell();
    });
    for (const one of [list.current, list.current?.firstElementChild]) if (one) grown.observe(one);
    return () => grown.disconnect();
  }, []);

  return { list, firstNew, look, isAway, below, isNewAbove, toEnd, toFirstNew };
}

const lineOf = (list: HTMLElement | null) => list?.querySelector<HTMLElement>(".first-new") ?? null;

/** How far the line is below the upper edge of the list, in pixels. */
const distance = (list: HTMLElement, line: HTMLElement): number => line.getBoundingClientRect().top - list.getBoundingClientRect().top;
