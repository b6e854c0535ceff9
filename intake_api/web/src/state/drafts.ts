// Words not yet sent, kept per report until they are, and gone with the tab.

export type Box = "reply" | "note";

const keyOf = (box: Box, report: string): string => `draft:${box}:${report}`;

export const draftOf = (box: Box, report: string): string => sessionStorage.getItem(keyOf(box, report)) ?? "";

export function keepDraft(box: Box, report: string, text: string): void {
  if (text) sessionStorage.setItem(keyOf(box, report), text);
  else sessionStorage.removeItem(keyOf(box, report));
}
