// The article being written: what the server has, what stands in the fields, and what is kept of it here.
import { computed, effect, signal } from "@preact/signals";

import { user } from "../state/session";
import { LANGUAGES } from "../texts/texts";
import type { Language } from "../types";
import { fetchArticle } from "./api";
import type { Content, Translation, WholeArticle } from "./types";

const UNTRANSLATED: Translation = { title: "", text: "", asked: [], label: "", stale: false };

/** As the server has it. */
export const stored = signal<WholeArticle | null>(null);
/** As it stands in the fields. */
export const draft = signal<Content | null>(null);
/** What was written here upon a version that is no longer the newest. */
export const overtaken = signal<Content | null>(null);
/** Whether the fields began with words kept from before. */
export const isTakenUp = signal(false);

/** The id of whoever looks after it; it is saved with the rest. */
export const owner = signal<string | null>(null);

export const isDirty = computed(() => {
  if (draft.value === null || stored.value === null) return false;
  return owner.value !== ownerOf(stored.value) || JSON.stringify(draft.value) !== JSON.stringify(stored.value.draft);
});

/** The languages of which somebody said that they are still right. */
export const checkedLanguages = computed(() =>
  LANGUAGES.filter((one) => stored.value?.draft.translations[one]?.stale && draft.value?.translations[one]?.stale === false),
);

interface Kept {
  version: number;
  content: Content;
}

const keyOf = (id: string): string => `faq:${user.peek()?.login ?? ""}:${id}`;

/** Whether this browser holds words of that article which the server has not. */
export const isKept = (id: string): boolean => localStorage.getItem(keyOf(id)) !== null;

export async function open(id: string): Promise<void> {
  const found = await fetchArticle(id);
  const kept = readKept(id);
  take(found);
  if (kept === null) return;
  if (kept.version !== found.draft_version) overtaken.value = kept.content;
  else {
    draft.value = kept.content;
    isTakenUp.value = isDirty.value;
  }
}

/** The server's article into the fields. */
export function take(found: WholeArticle): void {
  stored.value = found;
  draft.value = found.draft;
  owner.value = ownerOf(found);
  overtaken.value = null;
  isTakenUp.value = false;
}

/** Somebody was faster: theirs is the newest now, ours waits for a decision. */
export async function beOvertaken(): Promise<void> {
  const ours = draft.peek();
  if (stored.peek() === null || ours === null) return;
  take(await fetchArticle(ours.id));
  overtaken.value = ours;
}

/** Ours goes on, upon theirs. */
export function insist(): void {
  draft.value = overtaken.peek();
  overtaken.value = null;
}

/** Theirs stands, ours is gone. */
export function yieldToTheirs(): void {
  overtaken.value = null;
}

export function discard(): void {
  if (stored.peek()) take(stored.peek()!);
}

export function close(): void {
  stored.value = draft.value = overtaken.value = null;
}

export function change(patch: Partial<Content>): void {
  if (draft.peek()) draft.value = { ...draft.peek()!, ...patch };
}

export function changeTranslation(language: Language, patch: Partial<Translation>): void {
  const translations = draft.peek()?.translations ?? {};
  change({ translations: { ...translations, [language]: { ...(translations[language] ?? UNTRANSLATED), ...patch } } });
}

export function dropTranslation(language: Language): void {
  const { [language]: _, ...rest } = draft.peek()?.translations ?? {};
  change({ translations: rest });
}

const ownerOf = (article: WholeArticle): string | null => article.owner?.id ?? null;

function readKept(id: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(id)) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

effect(() => {
  if (stored.value === null || draft.value === null) return;
  const key = keyOf(draft.value.id);
  const kept = overtaken.value ?? (isDirty.value ? draft.value : null);
  // What was overtaken stays under its old version, so that the question comes again.
  const version = overtaken.value ? -1 : stored.value.draft_version;
  if (kept) localStorage.setItem(key, JSON.stringify({ version, content: kept } satisfies Kept));
  else localStorage.removeItem(key);
});

addEventListener("beforeunload", (event) => {
  if (isDirty.peek()) event.preventDefault();
});
