// Templates being written: kept while one looks at other parts of the page, gone with the tab.
import { signal } from "@preact/signals";

import { LANGUAGES } from "../texts/texts";
import type { Language, State, Template, TemplateWish } from "../types";

/** The one that is not there yet. */
export const NEW = "new";

/** As it stands in the fields; a language nobody wrote in is empty. */
export interface Draft {
  words: Record<Language, { title: string; text: string }>;
  states: readonly State[];
  position: number;
}

/** What is not saved yet, by the template's id or NEW. */
export const drafts = signal<Readonly<Record<string, Draft>>>({});

export function draftOf(template: Template | null, last: number): Draft {
  return {
    words: Object.fromEntries(LANGUAGES.map((one) => [one, template?.words[one] ?? { title: "", text: "" }])) as Draft["words"],
    states: template?.states ?? [],
    position: template?.position ?? last,
  };
}

/** What the fields say now; the same as what is saved is no draft. */
export function keep(id: string, draft: Draft, saved: Draft): void {
  if (JSON.stringify(draft) === JSON.stringify(saved)) drop(id);
  else drafts.value = { ...drafts.peek(), [id]: draft };
}

export function drop(id: string): void {
  const { [id]: _, ...others } = drafts.peek();
  drafts.value = others;
}

export function wishOf({ words, states, position }: Draft, active: boolean): TemplateWish {
  const written = LANGUAGES.filter((one) => words[one].text.trim());
  return { words: Object.fromEntries(written.map((one) => [one, words[one]])), states: [...states], position, active };
}

addEventListener("beforeunload", (event) => {
  if (Object.keys(drafts.peek()).length > 0) event.preventDefault();
});
