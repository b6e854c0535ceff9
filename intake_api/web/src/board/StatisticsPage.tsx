import { useSignal, useSignalEffect } from "@preact/signals";

import { isAborted } from "../api/http";
import { Icon } from "../components/Icon";
import { problemText } from "../components/problem";
import { t } from "../texts/texts";
import { Bars } from "./Bars";
import { Columns } from "./Columns";
import { saveCsv } from "./csv";
import { StatisticsTable } from "./StatisticsTable";
import { ask, columnsOf, grouping, isForPublication, loadStatistics, since, statistics, statisticsQuery, until } from "./statistics";
import { Totals } from "./Totals";
import { GROUPINGS, IN_TIME, type Statistics } from "./types";

/** What came in a time, beside the time before; as a chart and as a table. */
export function StatisticsPage() {
  const problem = useSignal<string | null>(null);
  useSignalEffect(() => {
    void statisticsQuery.value;
    const stop = new AbortController();
    problem.value = null;
    loadStatistics(stop.signal).catch((error: unknown) => {
      if (!isAborted(error)) problem.value = problemText(error);
    });
    return () => stop.abort();
  });
  const found = statistics.value;
  return (
    <section aria-label={t("board.statistics")}>
      <Wish />
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {found && (found.period.rows.length === 0 ? <p class="empty quiet">{t("board.nothing_came")}</p> : <Found found={found} />)}
    </section>
  );
}

function Found({ found }: { found: Statistics }) {
  const columns = columnsOf(found);
  const title = t(`statistics_by.${found.by}`);
  return (
    <>
      <Totals found={found} />
      <p class="legend">
        <span class="key-now" /> {t("board.this_time")} <span class="key-before" /> {t("board.time_before", { since: found.before.since, until: found.before.until })}
      </p>
      <div class="board-grid">
        {IN_TIME.includes(found.by) ? <Columns title={title} columns={columns} /> : <Bars title={title} columns={columns} />}
        <StatisticsTable found={found} />
      </div>
      {isForPublication.value && <p class="quiet">{t("board.public_explained")}</p>}
    </>
  );
}

function Wish() {
  return (
    <div class="fields">
      <label>
        {t("board.by")}
        <select name="by" onChange={(event) => ask("by", event.currentTarget.value)}>
          {GROUPINGS.map((one) => (
            <option key={one} value={one} selected={one === grouping.value}>
              {t(`statistics_by.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("board.since")}
        <input name="since" type="date" value={since.value} max={until.value} onChange={(event) => ask("since", event.currentTarget.value)} />
      </label>
      <label>
        {t("board.until")}
        <input name="until" type="date" value={until.value} min={since.value} onChange={(event) => ask("until", event.currentTarget.value)} />
      </label>
      <label class="tick">
        <input
          name="public"
          type="checkbox"
          checked={isForPublication.value}
          onChange={(event) => ask("public", event.currentTarget.checked ? "1" : "")}
        />
        {t("board.for_publication")}
      </label>
      <button type="button" disabled={!statistics.value?.period.rows.length} onClick={saveCsv}>
        <Icon name="download" /> {t("board.csv")}
      </button>
    </div>
  );
}
