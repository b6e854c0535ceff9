import { useSignal, useSignalEffect } from "@preact/signals";

import { isAborted } from "../api/http";
import { Icon } from "../components/Icon";
import { problemText } from "../components/problem";
import { t } from "../texts/texts";
import { saveCsv } from "./csv";
import { ask, FEW, figures, figuresQuery, grouping, loadFigures, nameOfRow, since, until } from "./figures";
import { OutcomeLegend, Outcomes } from "./Outcomes";
import { GROUPINGS, type FigureRow, type Grouping } from "./types";
import { Whisker } from "./Whisker";

/** How many questions an answer spared the operators, by what came of them and how sure that is. */
export function FiguresPage() {
  const problem = useSignal<string | null>(null);
  useSignalEffect(() => {
    void figuresQuery.value;
    const stop = new AbortController();
    problem.value = null;
    loadFigures(stop.signal).catch((error: unknown) => {
      if (!isAborted(error)) problem.value = problemText(error);
    });
    return () => stop.abort();
  });

  const found = figures.value;
  return (
    <section aria-label={t("faq_page.figures")}>
      <Period />
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {found && (
        <>
          <p class="quiet explanation">{t("figures.explanation", { n: found.hours })}</p>
          <OutcomeLegend />
          {found.rows.length === 0 ? <p class="empty quiet">{t("figures.empty")}</p> : <Table rows={found.rows} total={found.total} />}
          <p class="quiet">{t("figures.few", { n: FEW })}</p>
        </>
      )}
    </section>
  );
}

function Period() {
  return (
    <div class="fields">
      <label>
        {t("figures.by")}
        <select name="by" onChange={(event) => ask("by", event.currentTarget.value)}>
          {GROUPINGS.map((one: Grouping) => (
            <option key={one} value={one} selected={one === grouping.value}>
              {t(`figures_by.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("figures.since")}
        <input name="since" type="date" value={since.value} max={until.value} onChange={(event) => ask("since", event.currentTarget.value)} />
      </label>
      <label>
        {t("figures.until")}
        <input name="until" type="date" value={until.value} min={since.value} onChange={(event) => ask("until", event.currentTarget.value)} />
      </label>
      <button type="button" disabled={!figures.value?.rows.length} onClick={saveCsv}>
        <Icon name="download" /> {t("figures.csv")}
      </button>
    </div>
  );
}

function Table({ rows, total }: { rows: readonly FigureRow[]; total: FigureRow }) {
  return (
    <table class="figures">
      <thead>
        <tr>
          <th>{t(`figures_by.${grouping.value}`)}</th>
          <th>{t("figures.helped")}</th>
          <th>{t("figures.deflected")}</th>
          <th>{t("figures.outcomes")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} name={nameOfRow(row)} />
        ))}
      </tbody>
      <tfoot>
        <Row row={total} name={t("figures.total")} />
      </tfoot>
    </table>
  );
}

function Row({ row, name }: { row: FigureRow; name: string }) {
  return (
    <tr data-row={row.key} data-few={row.n < FEW || undefined}>
      <th scope="row">{name}</th>
      <td data-column={t("figures.helped")}>
        <Whisker share={row.helped} n={row.n} />
      </td>
      <td data-column={t("figures.deflected")}>
        <Whisker share={row.deflected} n={row.n} />
      </td>
      <td data-column={t("figures.outcomes")}>
        <Outcomes row={row} />
      </td>
    </tr>
  );
}
