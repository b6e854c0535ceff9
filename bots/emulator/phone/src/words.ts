// What the page says, in the language of its reader. Catalogues are keyed by symbolic ids;
// the language of a *citizen* (what the bot is told) is another thing and lives with the citizen.
import { signal } from "@preact/signals";

import en from "../locales/en.json";
import kk from "../locales/kk.json";
import ru from "../locales/ru.json";

export const LANGUAGES = ["kk", "ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export type WordId = keyof typeof en;

const catalogues: Record<Language, Record<WordId, string>> = { kk, ru, en };

export const isLanguage = (code: string | null | undefined): code is Language =>
  LANGUAGES.some((known) => known === code);

/** The best of ours for a browser's or a citizen's code, such as `ru-KZ`; English if none fits. */
export function nearestLanguage(code: string | null | undefined): Language {
  const base = code?.toLowerCase().split("-")[0];
  return isLanguage(base) ? base : "en";
}

export const language = signal<Language>("en");

/** The text of an id with its `{places}` filled. Read inside a component it follows the switch. */
export function t(id: WordId, places: Record<string, string | number> = {}): string {
  return catalogues[language.value][id].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in places ? String(places[name]) : whole,
  );
}

export function speak(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
}
