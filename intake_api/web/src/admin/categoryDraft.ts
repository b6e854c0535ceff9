// The category that is being written: it stays when another section is looked at, until it is saved or let go.
import { computed, signal } from "@preact/signals";

import { LANGUAGES } from "../texts/texts";
import type { Labels, WholeCategory } from "../types";

export type Question = WholeCategory["questions"][number];
export type Kind = Question["kind"];
export type OptionDraft = Question["options"][number] & { key: number };
export type QuestionDraft = Omit<Question, "options"> & { key: number; options: OptionDraft[] };
export type CategoryDraft = Omit<WholeCategory, "questions"> & { questions: QuestionDraft[] };
/** The name of a field, and in words what is wrong there. */
export type Faults = ReadonlyMap<string, string>;

export const KINDS: readonly Kind[] = ["single", "multiple", "number", "text", "datetime"];
export const MOST = 20;

export const stored = signal<WholeCategory | null>(null);
export const draft = signal<CategoryDraft | null>(null);
export const faults = signal<Faults>(new Map());
export const isChanged = computed(
  () => draft.value !== null && stored.value !== null && JSON.stringify(wireOf(draft.value)) !== JSON.stringify(wireOf(draftOf(stored.value))),
);

addEventListener("beforeunload", (event) => {
  if (isChanged.peek()) event.preventDefault();
});

let lastKey = 0;
const newKey = (): number => (lastKey += 1);

export function edit(category: WholeCategory | null): void {
  stored.value = category;
  draft.value = category && draftOf(category);
  faults.value = new Map();
}

function draftOf(category: WholeCategory): CategoryDraft {
  const questions = category.questions.map((one) => ({ ...one, key: newKey(), options: one.options.map((each) => ({ ...each, key: newKey() })) }));
  return { ...category, questions };
}

export const newQuestion = (): QuestionDraft => ({ key: newKey(), code: "", kind: "text", labels: {}, options: [], required: false, least: null, most: null });
export const newOption = (): OptionDraft => ({ key: newKey(), code: "", labels: {} });

/** As the API takes it: what another kind of question would have is left out. */
export function wireOf({ questions, parent, notice, ...rest }: CategoryDraft): WholeCategory {
  const hasNotice = notice && (notice.phone || LANGUAGES.some((one) => notice.texts[one]));
  return {
    code: rest.code,
    kind: rest.kind,
    labels: ordered(rest.labels),
    parent: parent ?? null,
    position: rest.position,
    notice: hasNotice ? { texts: ordered(notice.texts), phone: notice.phone || null } : null,
    questions: questions.map(questionOf),
    retired: rest.retired,
  };
}

function questionOf({ code, kind, labels, options, required, least, most }: QuestionDraft): Question {
  const bounds = kind === "number" ? { least: least ?? null, most: most ?? null } : { least: null, most: null };
  const choices = isChoice(kind) ? options.map((one) => ({ code: one.code, labels: ordered(one.labels) })) : [];
  return { code, kind, labels: ordered(labels), options: choices, required, ...bounds };
}

export const isChoice = (kind: Kind): boolean => kind === "single" || kind === "multiple";

/** Languages without a word are left out, so that the API says which is missing. */
const ordered = (labels: Labels): Labels =>
  Object.fromEntries(LANGUAGES.flatMap((one) => (labels[one] ? [[one, labels[one]]] : [])));

/** What stands in the form now. The order of questions and choices is the draft's. */
export function readDraft(form: HTMLFormElement, before: CategoryDraft): CategoryDraft {
  const data = new FormData(form);
  const said = (name: string) => String(data.get(name) ?? "").trim();
  const labels = (name: string): Labels => Object.fromEntries(LANGUAGES.map((one) => [one, said(`${name}.${one}`)]));
  const number = (name: string) => (said(name) === "" ? null : Number(said(name)));
  const questions = before.questions.map((one) => {
    const at = `question${one.key}`;
    const options = one.options.map(({ key }) => ({ key, code: said(`option${key}.code`), labels: labels(`option${key}.labels`) }));
    const kind = said(`${at}.kind`) as Kind;
    return {
      key: one.key, code: said(`${at}.code`), kind, labels: labels(`${at}.labels`), required: data.has(`${at}.required`), options: isChoice(kind) ? options : one.options,
      least: kind === "number" ? number(`${at}.least`) : (one.least ?? null),
      most: kind === "number" ? number(`${at}.most`) : (one.most ?? null),
    };
  });
  return {
    ...before, questions,
    code: said("code"),
    kind: said("kind") as WholeCategory["kind"],
    labels: labels("labels"),
    // A disabled field is not sent: what has subcategories keeps its place.
    parent: said("parent") || null,
    position: Number(said("position")),
    notice: { texts: labels("notice"), phone: said("phone") },
  };
}
