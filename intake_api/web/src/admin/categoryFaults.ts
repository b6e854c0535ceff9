// What is wrong in a category, told at its fields: before it is sent, and as the API says.
import { Refusal } from "../api/http";
import { known, LANGUAGES, t } from "../texts/texts";
import type { Labels } from "../types";
import { type CategoryDraft, type Faults, isChoice } from "./categoryDraft";

const CODE = /^[a-z][a-z0-9_-]{0,63}$/;

export function faultsOf(draft: CategoryDraft): Faults {
  const found = new Map<string, string>();
  const code = (name: string, value: string, others: readonly string[]) => {
    if (!CODE.test(value)) found.set(name, t("field_fault.string_pattern_mismatch"));
    else if (others.includes(value)) found.set(name, t("field_fault.twice"));
  };
  const labels = (name: string, told: Labels) => {
    for (const one of LANGUAGES) if (!told[one]) found.set(`${name}.${one}`, t("field_fault.missing"));
  };

  code("code", draft.code, []);
  labels("labels", draft.labels);
  const { notice } = draft;
  if (notice && (notice.phone || LANGUAGES.some((one) => notice.texts[one]))) labels("notice", notice.texts);
  draft.questions.forEach((question, index) => {
    const at = `question${question.key}`;
    code(`${at}.code`, question.code, draft.questions.slice(0, index).map((one) => one.code));
    labels(`${at}.labels`, question.labels);
    if (!isChoice(question.kind)) return;
    if (question.options.length === 0) found.set(`${at}.options`, t("field_fault.no_options"));
    question.options.forEach((option, place) => {
      code(`option${option.key}.code`, option.code, question.options.slice(0, place).map((one) => one.code));
      labels(`option${option.key}.labels`, option.labels);
    });
  });
  return found;
}

interface Told {
  type: string;
  loc: (string | number)[];
}

/** The API's own complaints; empty where it names no field of ours. */
export function faultsTold(error: unknown, draft: CategoryDraft): Faults {
  if (!(error instanceof Refusal) || error.code !== "invalid") return new Map();
  return new Map((error.errors as Told[]).map(({ type, loc }) => [fieldAt(loc.slice(1), draft), known(`field_fault.${type}`, "field_fault.other")]));
}

function fieldAt(loc: readonly (string | number)[], draft: CategoryDraft): string {
  if (loc[0] === "notice") return loc[1] === "phone" ? "phone" : `notice.${loc[2]}`;
  if (loc[0] !== "questions") return loc.join(".");
  const question = draft.questions[Number(loc[1])];
  const at = `question${question?.key}`;
  if (loc[2] === undefined) return isChoice(question?.kind ?? "text") ? `${at}.options` : `${at}.code`;
  if (loc[2] !== "options" || loc[3] === undefined) return [at, ...loc.slice(2)].join(".");
  return [`option${question?.options[Number(loc[3])]?.key}`, ...loc.slice(4)].join(".");
}
