import { labelOf } from "../state/categories";
import { fullTime } from "../texts/format";
import type { Answer } from "../types";

/** An answer in the operator's language where it was chosen, in the citizen's words where it was written. */
export function AnswerText({ answer }: { answer: Answer }) {
  const chosen = answer.options.map(({ code, labels }) => (labels ? labelOf(labels) : code));
  const said = [...chosen, answer.number, answer.text, answer.at && fullTime(answer.at)];
  return <bdi>{said.filter((one) => one !== null && one !== "").join(", ")}</bdi>;
}
