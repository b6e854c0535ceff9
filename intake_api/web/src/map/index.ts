// The map's texts, for all that is fetched with the first point.
import { addTexts } from "../texts/texts";
import type { Language } from "../types";

declare const __MAP_TEXTS__: Record<Language, string>;

export { MapTools } from "./MapTools";

export const prepare = (): Promise<void> => addTexts(__MAP_TEXTS__);
