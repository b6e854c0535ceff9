// What an operator opens a few times in a shift: a bundle with texts and styles of its own.
import { loadStyle } from "../styles/load";
import { addTexts } from "../texts/texts";
import type { Language } from "../types";

declare const __DESK_TEXTS__: Record<Language, string>;
declare const __DESK_STYLE__: string;

export { CorrectionDialog } from "./CorrectionDialog";
export { KeysDialog } from "./KeysDialog";
export { OwnerDialog } from "./OwnerDialog";
export { PaletteDialog } from "./PaletteDialog";
export { ShiftDialog } from "./ShiftDialog";
export { TemplatesDialog } from "./TemplatesDialog";

/** Texts and styles; without the texts nothing is shown. */
export async function prepare(): Promise<void> {
  await Promise.all([addTexts(__DESK_TEXTS__), loadStyle(__DESK_STYLE__)]);
}
