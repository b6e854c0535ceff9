// What the figures' page shows, as a file.
import { figures, grouping, nameOfRow, since, until } from "./figures";
import { OUTCOMES, type FigureRow, type Share } from "./types";

const HEAD = ["name", "n", ...["helped", "deflected"].flatMap((one) => [one, `${one}_low`, `${one}_high`]), ...OUTCOMES];

export function saveCsv(): void {
  const found = figures.peek();
  if (!found) return;
  const lines = [HEAD, ...found.rows.map((row) => cellsOf(nameOfRow(row), row))];
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const text = `\ufeff${lines.map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = `faq-${grouping.peek()}-${since.peek()}-${until.peek()}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

const cellsOf = (name: string, row: FigureRow): (string | number)[] => [
  name,
  row.n,
  ...sharesOf(row.helped),
  ...sharesOf(row.deflected),
  ...OUTCOMES.map((one) => row.outcomes[one] ?? 0),
];

const sharesOf = (share: Share | null): (string | number)[] => (share ? [share.value, share.low, share.high] : ["", "", ""]);

/** A cell that begins like a formula is text: a title must not run in somebody's spreadsheet. */
function quoted(cell: string | number): string {
  const text = typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
