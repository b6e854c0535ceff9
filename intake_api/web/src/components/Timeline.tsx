import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { dayKey, dayOf } from "../texts/format";
import { t } from "../texts/texts";
import type { Entry, ReportCase } from "../types";
import { FactLine } from "./FactLine";
import { Message } from "./Message";
import { NoteLine } from "./NoteLine";
import { StateLine } from "./StateLine";

const NEAR_THE_END_PX = 120;

/** Everything that happened, oldest first; stays at the end unless somebody reads further up. */
export function Timeline({ shown }: { shown: ReportCase }) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const entries = shown.timeline;
  useLayoutEffect(() => {
    if (atEnd.current) toEnd(list.current);
  }, [entries]);
  // Pictures grow the list after they have loaded; banners make less room for it.
  useEffect(() => {
    const grown = new ResizeObserver(() => atEnd.current && toEnd(list.current));
    for (const one of [list.current, list.current?.firstElementChild]) if (one) grown.observe(one);
    return () => grown.disconnect();
  }, []);
  return (
    <div
      class="timeline scroll"
      ref={list}
      role="log"
      aria-label={t("timeline.title")}
      tabIndex={0}
      onScroll={({ currentTarget: at }) => {
        // Only a person scrolls up; what grows below moves nothing.
        const isNear = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_THE_END_PX;
        if (isNear || at.scrollTop < lastTop.current) atEnd.current = isNear;
        lastTop.current = at.scrollTop;
      }}
    >
      <ol>
        {entries.map((entry, index) => (
          <Item key={entry.id} entry={entry} before={entries[index - 1]} shown={shown} />
        ))}
      </ol>
    </div>
  );
}

function Item({ entry, before, shown }: { entry: Entry; before: Entry | undefined; shown: ReportCase }) {
  const newDay = before === undefined || dayKey(before.at) !== dayKey(entry.at);
  return (
    <>
      {newDay && <li class="day">{dayOf(entry.at)}</li>}
      {entry.entry === "message" && <Message message={entry} timeline={shown.timeline} />}
      {entry.entry === "fact" && <FactLine fact={entry} shown={shown} />}
      {entry.entry === "state" && <StateLine change={entry} />}
      {entry.entry === "note" && <NoteLine note={entry} />}
    </>
  );
}

function toEnd(list: HTMLElement | null): void {
  if (list) list.scrollTop = list.scrollHeight;
}
