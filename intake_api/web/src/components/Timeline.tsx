import { dayKey, dayOf } from "../texts/format";
import { t } from "../texts/texts";
import type { Entry, ReportCase } from "../types";
import { FactLine } from "./FactLine";
import { Message } from "./Message";
import { NoteLine } from "./NoteLine";
import { StateLine } from "./StateLine";
import { TimelineJumps } from "./TimelineJumps";
import { useReading } from "./useReading";

/** Everything that happened, oldest first; reading begins where it ended, and nothing is pulled away. */
export function Timeline({ shown }: { shown: ReportCase }) {
  const reading = useReading(shown.timeline, shown.first_unread);
  return (
    <div class="timeline-frame">
      <div class="timeline scroll" ref={reading.list} role="log" aria-label={t("timeline.title")} tabIndex={0} onScroll={reading.look}>
        <ol>
          {shown.timeline.map((entry, index) => (
            <Item key={entry.id} entry={entry} before={shown.timeline[index - 1]} shown={shown} isFirstNew={entry.id === reading.firstNew} />
          ))}
        </ol>
      </div>
      <TimelineJumps reading={reading} />
    </div>
  );
}

interface ItemProps {
  entry: Entry;
  before: Entry | undefined;
  shown: ReportCase;
  isFirstNew: boolean;
}

function Item({ entry, before, shown, isFirstNew }: ItemProps) {
  const newDay = before === undefined || dayKey(before.at) !== dayKey(entry.at);
  return (
    <>
      {newDay && (
        <li class="day">
          <span>{dayOf(entry.at)}</span>
        </li>
      )}
      {isFirstNew && (
        <li class="first-new">
          <span>{t("timeline.new")}</span>
        </li>
      )}
      {entry.entry === "message" && <Message message={entry} timeline={shown.timeline} />}
      {entry.entry === "fact" && <FactLine fact={entry} shown={shown} />}
      {entry.entry === "state" && <StateLine change={entry} />}
      {entry.entry === "note" && <NoteLine note={entry} />}
    </>
  );
}
