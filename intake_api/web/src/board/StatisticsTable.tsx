import { t } from "../texts/texts";
import { Scrolling } from "./Scrolling";
import { nameOf, rowsOf } from "./statistics";
import { timeOf } from "./Totals";
import type { GroupFigures, Statistics } from "./types";

const COLUMNS = ["received", "before", "answer", "answer_p90", "close", "close_p90"] as const;

export function StatisticsTable({ found }: { found: Statistics }) {
  const then = new Map(found.before.rows.map((row) => [row.key, row.received]));
  return (
    <Scrolling title={t(`statistics_by.${found.by}`)}>
      <table class="figures">
        <thead>
          <tr>
            <th>{t(`statistics_by.${found.by}`)}</th>
            {COLUMNS.map((one) => (
              <th key={one} class="number">
                {t(`statistics_tile.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(found.by, found.period).map((row) => (
            <Row key={row.key} row={row} name={nameOf(found.by, row.key)} before={then.get(row.key)} />
          ))}
        </tbody>
        <tfoot>
          <Row row={found.period.total} name={t("board.total")} before={found.before.total.received} />
        </tfoot>
      </table>
    </Scrolling>
  );
}

function Row({ row, name, before }: { row: GroupFigures; name: string; before: number | null | undefined }) {
  const cells = [
    row.hidden ? t("board.hidden") : (row.received ?? "…"),
    before ?? "–",
    timeOf(row.answer_median_s),
    timeOf(row.answer_p90_s),
    timeOf(row.close_median_s),
    timeOf(row.close_p90_s),
  ];
  return (
    <tr data-row={row.key}>
      <th scope="row">{name}</th>
      {cells.map((cell, place) => (
        <td key={place} class="number">
          {cell}
        </td>
      ))}
    </tr>
  );
}
