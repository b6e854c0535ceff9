// How well typed letters fit a name: in order, not necessarily side by side.

const NONE = -1;
const AT_WORD = 8;
const SIDE_BY_SIDE = 5;

/** Larger is better; negative when the letters are not there in that order. */
export function fit(typed: string, name: string): number {
  const wanted = fold(typed).replaceAll(" ", "");
  const text = fold(name);
  let score = 0;
  let last = NONE;
  for (const letter of wanted) {
    const at = nextAt(text, letter, last + 1);
    if (at < 0) return NONE;
    if (isWordStart(text, at)) score += AT_WORD;
    if (at === last + 1) score += SIDE_BY_SIDE;
    score += 1;
    last = at;
  }
  // Of two that fit alike, the shorter name is meant.
  return score + 1 / (1 + text.length);
}

/** A letter that begins a word counts more than one nearer by, unless it goes straight on. */
function nextAt(text: string, letter: string, from: number): number {
  if (text[from] === letter) return from;
  for (let at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1)) {
    if (isWordStart(text, at)) return at;
  }
  return text.indexOf(letter, from);
}

const isWordStart = (text: string, at: number): boolean => at === 0 || text[at - 1] === " ";

const fold = (text: string): string => text.toLowerCase().replaceAll("\u0451", "\u0435").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
