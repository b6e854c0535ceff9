// The tools of the queue: choices of filters, acts on many reports, saved views.
import { loadStyle } from "../styles/load";
import { addTexts } from "../texts/texts";
import type { Language } from "../types";

export { Choices } from "./Choices";
export { Hidden } from "./Hidden";
export { Tools } from "./Tools";

declare const __LISTS_TEXTS__: Record<Language, string>;
declare const __LISTS_STYLE__: string;

/** Texts and styles; without the texts nothing is shown. */
export async function prepare(): Promise<void> {
  await Promise.all([addTexts(__LISTS_TEXTS__), loadStyle(__LISTS_STYLE__)]);
}
