// What is different between two texts of an article, in the API's shape: field by field, line by line.
import { LANGUAGES } from "../texts/texts";
import type { ArticleButton, Content, Difference, Piece, Translation } from "./types";

const WHOLE: readonly [string, (content: Content) => string][] = [
  ["topic", (content) => content.topic],
  ["valid_from", (content) => content.valid_from ?? ""],
  ["valid_until", (content) => content.valid_until ?? ""],
  ["checked", (content) => content.checked ?? ""],
  ["buttons", (content) => content.buttons.map(buttonLine).join("\n")],
  ["attachments", (content) => content.attachments.map((one) => one.name).join("\n")],
];
const TOLD: readonly [string, (told: Translation | undefined) => string][] = [
  ["title", (told) => told?.title ?? ""],
  ["label", (told) => told?.label ?? ""],
  ["text", (told) => told?.text ?? ""],
  ["asked", (told) => told?.asked.join("\n") ?? ""],
];

export function compare(before: Content, after: Content): Difference[] {
  const whole = WHOLE.map(([field, read]) => ({ field, locale: null, pieces: piecesOf(read(before), read(after)) }));
  const told = LANGUAGES.flatMap((locale) =>
    TOLD.map(([field, read]) => ({ field, locale, pieces: piecesOf(read(before.translations[locale]), read(after.translations[locale])) })),
  );
  return [...whole, ...told].filter(({ pieces }) => pieces.some((one) => one.kind !== "same"));
}

/** The longest common lines stay; what lies between them is gone or new. */
function piecesOf(before: string, after: string): Piece[] {
  const old = before ? before.split("\n") : [];
  const now = after ? after.split("\n") : [];
  const common = commonLengths(old, now);
  const pieces: Piece[] = [];
  const take = (kind: Piece["kind"], line: string | undefined) => pieces.push({ kind, text: `${line}\n` });
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      take("same", old[i++]);
      j += 1;
    } else if (j >= now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) take("gone", old[i++]);
    else take("new", now[j++]);
  }
  return pieces;
}

/** ``[i][j]``: how many lines the ends from ``i`` and from ``j`` have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const [here, below] = [lengths[i]!, lengths[i + 1]!];
    for (let j = now.length - 1; j >= 0; j -= 1) {
      here[j] = old[i] === now[j] ? below[j + 1]! + 1 : Math.max(below[j]!, here[j + 1]!);
    }
  }
  return lengths;
}

function buttonLine(button: ArticleButton): string {
  const labels = LANGUAGES.map((language) => button.labels[language]).filter(Boolean);
  return [button.kind, button.target, labels.join(" / ")].filter(Boolean).join(" · ");
}
