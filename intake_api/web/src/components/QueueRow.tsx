import { useEffect, useRef } from "preact/hooks";

import { categoryName } from "../state/categories";
import { isOverdue, isUnopened } from "../state/membership";
import { colleaguesAt } from "../state/presence";
import { cursor } from "../state/queue";
import { reportId } from "../state/route";
import { allMatching, choosing, selected, toggleSelected } from "../state/selection";
import { user } from "../state/session";
import { targetOf } from "../state/targets";
import { placeLine } from "../texts/format";
import { t } from "../texts/texts";
import type { ReportRow } from "../types";
import { Age } from "./Age";
import { channelIcon, Icon, type IconName } from "./Icon";
import { ReportLink } from "./ReportLink";

interface Props {
  row: ReportRow;
  /** Where it stands in the list, which may not be drawn whole. */
  place: number;
  of: number;
}

export function QueueRow({ row, place, of }: Props) {
  const element = useRef<HTMLLIElement>(null);
  const pointed = cursor.value === row.id;
  useEffect(() => {
    if (pointed) element.current?.querySelector("a")?.focus();
  }, [pointed]);
  return (
    <li
      ref={element}
      class="row"
      data-report={row.number}
      data-priority={row.priority}
      data-unopened={isUnopened(row) || undefined}
      data-alarm={isOverdue(row) || undefined}
      data-sos={row.kind === "sos" || undefined}
      aria-posinset={place}
      aria-setsize={of}
    >
      {choosing.value && <Tick row={row} />}
      <ReportLink id={row.id} current={reportId.value === row.id}>
        <span class="row-head">
          <Priority of={row.priority} />
          <b>{row.kind === "sos" ? t("kind.sos") : categoryName(row.category)}</b>
          {isOverdue(row) && <Mark icon="bell" text={t("row.overdue")} />}
          {row.anonymous && <Mark icon="mask" text={t("row.anonymous")} />}
          {row.withdrawal_asked && <Mark icon="back" text={t("row.withdrawal_asked")} />}
          {row.unread > 0 && <Unread n={row.unread} />}
          <span class="grow" />
          <Company id={row.id} />
          <Age since={row.received_at} target={targetOf(row)} />
        </span>
        <span class="row-words">
          <bdi>{row.excerpt || t(row.kind === "sos" ? "row.sos_no_words" : "row.no_words")}</bdi>
        </span>
        <span class="row-foot">
          <span title={t(`channel.${row.channel}`)} role="img" aria-label={t(`channel.${row.channel}`)}>
            <Icon name={channelIcon(row.channel)} size={14} />
          </span>
          <span class="number">{row.number}</span>
          <Where row={row} />
          <LastWord row={row} />
          <Tags of={row.tags} />
          {row.attachments > 0 && (
            <span title={t("row.attachments", { n: row.attachments })}>
              <Icon name="clip" size={13} /> {row.attachments}
            </span>
          )}
          <State row={row} />
        </span>
      </ReportLink>
    </li>
  );
}

export function Priority({ of }: { of: number }) {
  return (
    <span class="priority" data-priority={of} title={t(`priority.${of}`)} aria-label={t(`priority.${of}`)} role="img">
      {of}
    </span>
  );
}

function Mark({ icon, text }: { icon: IconName; text: string }) {
  return (
    <span class="row-mark" role="img" aria-label={text} title={text} data-mark={icon}>
      <Icon name={icon} size={14} />
    </span>
  );
}

function Unread({ n }: { n: number }) {
  const text = t("row.unread", { n });
  return (
    <span class="unread" title={text} role="img" aria-label={text}>
      {n}
    </span>
  );
}

function Tick({ row }: { row: ReportRow }) {
  const ticked = allMatching.value || selected.value.has(row.id);
  return (
    <label class="tick">
      <input type="checkbox" checked={ticked} aria-label={t("select.one", { number: row.number })} onChange={() => toggleSelected(row.id)} />
    </label>
  );
}

/** Colleagues who have it open at this moment. */
function Company({ id }: { id: string }) {
  const who = colleaguesAt(id);
  if (who.length === 0) return null;
  const text = t("presence.here", { who: who.join(", ") });
  return (
    <span class="company" role="img" aria-label={text} title={text}>
      <Icon name="person" size={13} /> {who.length > 1 && who.length}
    </span>
  );
}

/** Who spoke last and how long ago, once more was said than what it began with. */
function LastWord({ row }: { row: ReportRow }) {
  if (row.last_from === null || row.last_activity_at === row.received_at) return null;
  const text = t(`row.last.${row.last_from}`);
  return (
    <span role="img" aria-label={text} title={text}>
      <Icon name={row.last_from === "operator" ? "check" : "text"} size={12} /> <Age since={row.last_activity_at} />
    </span>
  );
}

function Tags({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null;
  return <bdi class="cut tags">{of.map((one) => `#${one}`).join(" ")}</bdi>;
}

function Where({ row }: { row: ReportRow }) {
  const where = placeLine(row.place);
  return <bdi class="cut where">{where ?? ""}</bdi>;
}

function State({ row }: { row: ReportRow }) {
  const mine = row.owner !== null && row.owner.id === user.value?.id;
  const owner = row.owner === null ? null : mine ? t("row.mine") : row.owner.position;
  return (
    <span class="cut state" data-state={row.state}>
      {t(`state.${row.state}`)}
      {owner && ` · ${owner}`}
    </span>
  );
}
