// What takes reports out of the console: lists as files, cases on paper or as an archive.
import { loadStyle } from "../styles/load";
import { addTexts } from "../texts/texts";
import type { Language } from "../types";

export { CaseFileDialog } from "./CaseFileDialog";
export { ExportDialog } from "./ExportDialog";

declare const __EXPORTS_TEXTS__: Record<Language, string>;
declare const __EXPORTS_STYLE__: string;

/** Texts and styles; without the texts nothing is shown. */
export async function prepare(): Promise<void> {
  await Promise.all([addTexts(__EXPORTS_TEXTS__), loadStyle(__EXPORTS_STYLE__)]);
}
