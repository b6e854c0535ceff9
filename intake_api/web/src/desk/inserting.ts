// Words brought into the reply at its caret, beside what is written there.

const reply = (): HTMLTextAreaElement | null => document.querySelector<HTMLTextAreaElement>("textarea#reply");

/** With blank lines where it would run into what stands before and after; null if it has no room. */
export function pieceFor(text: string): string | null {
  const area = reply();
  if (!area || area.readOnly) return null;
  const at = area.selectionEnd;
  const piece = gapAfter(area.value.slice(0, at)) + text + gapBefore(area.value.slice(at));
  return area.value.length + piece.length <= area.maxLength ? piece : null;
}

/** A selection stays as well: nothing that is written is replaced. */
export function insertAtCaret(piece: string): void {
  const area = reply();
  if (!area) return;
  area.focus();
  area.setSelectionRange(area.selectionEnd, area.selectionEnd);
  // Old as it is, only this lets Ctrl+Z take the words out again.
  document.execCommand("insertText", false, piece);
}

const gapAfter = (before: string): string => (before === "" || /\s$/.test(before) ? "" : "\n\n");
const gapBefore = (after: string): string => (after === "" || /^\s/.test(after) ? "" : "\n\n");
