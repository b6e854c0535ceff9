// Texts and styles of the pages of incidents; without the texts nothing is shown.
import { loadStyle } from "../styles/load";
import { addTexts } from "../texts/texts";
import type { Language } from "../types";

declare const __INCIDENTS_TEXTS__: Record<Language, string>;
declare const __INCIDENTS_STYLE__: string;

export async function prepare(): Promise<void> {
  await Promise.all([addTexts(__INCIDENTS_TEXTS__), loadStyle(__INCIDENTS_STYLE__)]);
}
