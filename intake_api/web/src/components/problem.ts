// A refusal in words a person can act on.
import { Refusal } from "../api/http";
import { known, t } from "../texts/texts";
import { duration } from "../texts/format";

export function problemText(error: unknown): string {
  if (!(error instanceof Refusal)) return t("problem.unexpected");
  const text = known(`problem.${error.code}`, error.status >= 500 ? "problem.server_error" : "problem.unexpected");
  if (error.retryAfterS === null) return text;
  return `${text} ${t("problem.wait", { time: duration(error.retryAfterS) })}`;
}
