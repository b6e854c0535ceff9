// The gallery, stills of films and what is made of pictures: fetched with the first that is opened.
import { loadStyle } from "../styles/load";
import { addTexts } from "../texts/texts";
import type { Language } from "../types";

export { Gallery } from "./Gallery";
export { Stills } from "./Stills";

declare const __MEDIA_TEXTS__: Record<Language, string>;
declare const __MEDIA_STYLE__: string;

export async function prepare(): Promise<void> {
  await Promise.all([addTexts(__MEDIA_TEXTS__), loadStyle(__MEDIA_STYLE__)]);
}
