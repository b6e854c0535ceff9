// What the statistics show, as a file; seconds and codes, for other programs.
import { save } from "../exports/receiving";
import { grouping, isForPublication, nameOf, rowsOf, since, statistics, until } from "./statistics";
import type { GroupFigures } from "./types";

const FIGURES = ["received", "answered", "in_time", "closed", "answer_median_s", "answer_p90_s", "close_median_s", "close_p90_s"] as const;

export function saveCsv(): void {
  const found = statistics.peek();
  if (!found) return;
  const then = new Map(found.before.rows.map((row) => [row.key, row]));
  const head = ["key", "name", ...FIGURES, "received_before"];
  const lines = rowsOf(found.by, found.period).map((row) => [row.key, nameOf(found.by, row.key), ...cellsOf(row), then.get(row.key)?.received ?? ""]);
  const text = [head, ...lines].map((cells) => cells.map(quoted).join(",")).join("\r\n");
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const file = new Blob([`\ufeff${text}\r\n`], { type: "text/csv" });
  save(file, `${["statistics", grouping.peek(), since.peek(), until.peek(), ...(isForPublication.peek() ? ["public"] : [])].join("-")}.csv`);
}

const cellsOf = (row: GroupFigures): (string | number)[] => FIGURES.map((name) => row[name] ?? "");

/** A cell that begins like a formula is text: a name must not run in somebody's spreadsheet. */
function quoted(cell: string | number): string {
  const text = typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
