import { duration } from "../texts/format";
import { t } from "../texts/texts";
import { deflected } from "./statistics";
import type { Statistics } from "./types";

/** The whole of the time in a few numbers, and how they have changed. */
export function Totals({ found }: { found: Statistics }) {
  const [now, before] = [found.period.total, found.before.total];
  const inTime = share(now.in_time, now.answered);
  return (
    <dl class="tiles">
      <Tile name="received" value={now.received ?? "…"} change={changeOf(now.received, before.received)} />
      <Tile name="answer" value={timeOf(now.answer_median_s)} change={changeOf(now.answer_median_s, before.answer_median_s)} />
      <Tile name="answer_p90" value={timeOf(now.answer_p90_s)} change={changeOf(now.answer_p90_s, before.answer_p90_s)} />
      <Tile name="in_time" value={percent(inTime)} change={null} />
      <Tile name="close" value={timeOf(now.close_median_s)} change={changeOf(now.close_median_s, before.close_median_s)} />
      <Tile name="deflected" value={percent(deflected.value)} change={null} />
    </dl>
  );
}

function Tile({ name, value, change }: { name: string; value: string | number; change: number | null }) {
  return (
    <div class="tile" data-tile={name}>
      <dt>{t(`statistics_tile.${name}`)}</dt>
      <dd>
        {value} {change !== null && <small>{`${change > 0 ? "+" : ""}${Math.round(change * 100)} %`}</small>}
      </dd>
    </div>
  );
}

export const timeOf = (seconds: number | null): string => (seconds === null ? "–" : duration(seconds));
const percent = (part: number | null): string => (part === null ? "–" : `${Math.round(part * 100)} %`);
const share = (part: number | null, of: number | null): number | null => (part === null || !of ? null : part / of);
const changeOf = (now: number | null, before: number | null): number | null => (now === null || !before ? null : now / before - 1);
