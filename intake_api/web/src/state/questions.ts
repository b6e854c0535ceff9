// Extra questions as an administrator writes them: JSON that is looked through before it is sent.
import type { WholeCategory } from "../types";

export type Questions = WholeCategory["questions"];

/** What is wrong: the id of its text, and the number of the question where it stands (0: none). */
export interface Fault {
  id: string;
  n: number;
}

const KINDS = ["single", "multiple", "number", "text", "datetime"];
const FIELDS = ["code", "kind", "labels", "options", "required", "least", "most"];
const CODE = /^[a-z][a-z0-9_-]{0,63}$/;
const MOST = 20;

type Thing = Record<string, unknown>;

/** The questions, or the first fault. An empty text means none. */
export function readQuestions(text: string): Questions | Fault {
  const found = text.trim() ? parsed(text) : [];
  if (found === undefined) return { id: "questions.not_json", n: 0 };
  if (!Array.isArray(found)) return { id: "questions.not_list", n: 0 };
  if (found.length > MOST) return { id: "questions.too_many", n: MOST };
  for (const [index, question] of found.entries()) {
    const id = faultOf(question);
    if (id) return { id, n: index + 1 };
  }
  const twice = found.findIndex((one: Thing, index) => found.slice(0, index).some((other: Thing) => other["code"] === one["code"]));
  return twice < 0 ? (found as Questions) : { id: "questions.twice", n: twice + 1 };
}

export const isFault = (read: Questions | Fault): read is Fault => !Array.isArray(read);

function faultOf(question: unknown): string | null {
  if (!isThing(question)) return "questions.not_object";
  if (Object.keys(question).some((name) => !FIELDS.includes(name))) return "questions.unknown_field";
  if (!isCode(question["code"])) return "questions.code";
  if (!KINDS.includes(question["kind"] as string)) return "questions.kind";
  if (!areLabels(question["labels"])) return "questions.labels";
  return faultOfOptions(question);
}

function faultOfOptions(question: Thing): string | null {
  const options = question["options"] ?? [];
  if (!Array.isArray(options) || options.length > MOST) return "questions.options";
  const isChoice = question["kind"] === "single" || question["kind"] === "multiple";
  if (isChoice !== options.length > 0) return "questions.options";
  const isOption = (one: unknown) => isThing(one) && isCode(one["code"]) && areLabels(one["labels"]);
  return options.every(isOption) ? null : "questions.option";
}

function areLabels(labels: unknown): boolean {
  return isThing(labels) && ["kk", "ru", "en"].every((one) => typeof labels[one] === "string" && labels[one].trim() !== "");
}

const isThing = (value: unknown): value is Thing => typeof value === "object" && value !== null && !Array.isArray(value);
const isCode = (value: unknown): boolean => typeof value === "string" && CODE.test(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
