// Templates of replies: whether they are being chosen among, and what is filled in.
import { signal } from "@preact/signals";

export const isChoosingTemplate = signal(false);

const BRACED = /\{([^{}]*)\}/g;

/** What stands in braces: the report's number, the operator's position. */
export interface Filling {
  number: string;
  position: string;
}

export const filled = (text: string, filling: Filling): string =>
  text.replace(BRACED, (whole, name: string) => filling[name as keyof Filling] ?? whole);

/** As they are written, those that nothing is filled in for. */
export const unknownIn = (text: string, filling: Filling): string[] =>
  [...text.matchAll(BRACED)].filter(([, name = ""]) => !(name in filling)).map(([whole]) => whole);
