import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { cursor, loadMore, rows } from "../state/queue";
import { t } from "../texts/texts";
import { QueueRow } from "./QueueRow";

/** A list up to here is drawn whole; of a longer one only what is near the window. */
const WHOLE = 150;
const BEYOND_WINDOW = 12;
const LOAD_WITHIN = 30;

interface Slice {
  first: number;
  end: number;
}

/** The rows of the queue. All have one height, so ten thousand cost as little as fifty. */
export function RowList() {
  const list = useRef<HTMLOListElement>(null);
  const height = useSignal(0);
  const near = useSignal<Slice>({ first: 0, end: WHOLE });
  const count = rows.value.length;
  const slice = count <= WHOLE || height.value === 0 ? { first: 0, end: Math.min(count, WHOLE) } : clamped(near.value, count);

  useLayoutEffect(() => {
    const row = list.current?.querySelector("li");
    const tall = row?.getBoundingClientRect().height ?? 0;
    if (tall > 0 && tall !== height.peek()) height.value = tall;
  });
  useEffect(() => {
    const scroller = list.current?.parentElement;
    if (!scroller) return undefined;
    const look = () => lookAt(scroller);
    scroller.addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      scroller.removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, []);
  useSignalEffect(() => {
    if (cursor.value) bringNear(cursor.value);
  });

  function lookAt(scroller: HTMLElement) {
    const each = height.peek();
    if (each === 0) return;
    const top = scroller.scrollTop - (list.current?.offsetTop ?? 0);
    const first = Math.max(0, Math.floor(top / each) - BEYOND_WINDOW);
    const end = Math.ceil((top + scroller.clientHeight) / each) + BEYOND_WINDOW;
    const shown = near.peek();
    if (shown.first !== first || shown.end !== end) near.value = { first, end };
    if (end + LOAD_WITHIN >= rows.peek().length) void loadMore();
  }

  /** The row that the keys point at must be drawn before it can have the focus. */
  function bringNear(id: string) {
    const at = rows.peek().findIndex((row) => row.id === id);
    const scroller = list.current?.parentElement;
    if (at < 0 || !scroller || rows.peek().length <= WHOLE) return;
    const top = at * height.peek() + (list.current?.offsetTop ?? 0);
    const bottom = top + height.peek();
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
    lookAt(scroller);
  }

  return (
    <ol
      ref={list}
      class="rows"
      aria-label={t("queue.title")}
      style={{ paddingTop: `${slice.first * height.value}px`, paddingBottom: `${Math.max(0, count - slice.end) * height.value}px` }}
    >
      {rows.value.slice(slice.first, slice.end).map((row, n) => (
        <QueueRow key={row.id} row={row} place={slice.first + n + 1} of={count} />
      ))}
    </ol>
  );
}

/** The list may have shrunk under the window. */
function clamped({ first, end }: Slice, count: number): Slice {
  const length = end - first;
  const start = Math.max(0, Math.min(first, count - length));
  return { first: start, end: Math.min(count, start + length) };
}
