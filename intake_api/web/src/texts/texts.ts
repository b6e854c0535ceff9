// What the screens say: ids from the gettext catalogues, loaded for the chosen language alone.
import { signal } from "@preact/signals";

import type { Language } from "../types";

declare const __TEXTS__: Record<Language, string>;

type Catalogue = Record<string, string | Record<string, string>>;
type Values = Record<string, string | number>;

export const LANGUAGES: readonly Language[] = ["kk", "ru", "en"];
export const language = signal<Language>(rememberedLanguage());
const catalogue = signal<Catalogue>({});
/** Where the parts of the catalogue lie: the console's own, then those of pages fetched later. */
const parts: Record<Language, string>[] = [__TEXTS__];
/** What was asked for last; ``language`` follows when its texts are here. */
let wish: Language = language.peek();

/** The text of ``id`` with ``{name}`` filled in; ``n`` chooses the plural. */
export function t(id: string, values: Values = {}): string {
  const found = catalogue.value[id] ?? id;
  const text = typeof found === "string" ? found : pluralOf(found, Number(values["n"] ?? 0));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text of ``id``, or of ``otherwise`` when the catalogue has none: codes the API may grow. */
export function known(id: string, otherwise: string): string {
  return id in catalogue.value ? t(id) : t(otherwise);
}

/** Loads the catalogue first, then switches: the page never shows half a language. */
export async function switchLanguage(wanted: Language): Promise<void> {
  wish = wanted;
  const asked = parts.length;
  const found = await Promise.all(parts.map((part) => fetchPart(part[wanted])));
  // Another language, or a page with texts of its own, came meanwhile.
  if (wish !== wanted || parts.length !== asked) return switchLanguage(wish);
  catalogue.value = Object.assign({}, ...found);
  language.value = wanted;
  document.documentElement.lang = wanted;
  localStorage.setItem("language", wanted);
}

/** The texts of a page that not everybody opens, from now on in every language chosen. */
export async function addTexts(part: Record<Language, string>): Promise<void> {
  if (!parts.includes(part)) parts.push(part);
  await switchLanguage(wish);
}

const others = new Map<Language, Catalogue>();

/** For names that are searched in whichever language comes to mind. */
export async function loadEveryLanguage(): Promise<void> {
  for (const one of LANGUAGES) {
    if (!others.has(one)) others.set(one, Object.assign({}, ...(await Promise.all(parts.map((part) => fetchPart(part[one]))))));
  }
}

/** The texts of these ids, one after the other, in each language that is here. */
export function inEveryLanguage(ids: readonly string[]): string[] {
  const catalogues = [catalogue.peek(), ...others.values()];
  return catalogues.map((one) => ids.map((id) => one[id] ?? id).join(" "));
}

async function fetchPart(address: string): Promise<Catalogue> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address);
  return (await answer.json()) as Catalogue;
}

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

function pluralOf(forms: Record<string, string>, n: number): string {
  const category = new Intl.PluralRules(language.peek()).select(n);
  return forms[category] ?? forms["other"] ?? forms["many"] ?? "";
}

function rememberedLanguage(): Language {
  const asked = [localStorage.getItem("language"), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return asked.find(isLanguage) ?? "kk";
}
