import { known } from "../texts/texts";
import type { Language } from "../types";
import { ArticleLink } from "./ArticleLink";
import { stored } from "./editing";

/** The column itself shows these. */
const SAID_ELSEWHERE = ["stale", "missing_language"];

/** What the server found wrong or doubtful when the article was last saved, where it was found. */
export function Findings({ language }: { language: Language | null }) {
  const found = stored.value?.problems.filter((one) => (one.locale ?? null) === language && !SAID_ELSEWHERE.includes(one.code)) ?? [];
  if (found.length === 0) return null;
  return (
    <ul class="findings">
      {found.map((one) => (
        <li key={`${one.code}:${one.detail}:${one.other ?? ""}`} data-severity={one.severity}>
          {known(`finding.${one.code}`, "finding.other")} {one.detail && <q>{one.detail}</q>} {one.other && <ArticleLink id={one.other} />}
        </li>
      ))}
    </ul>
  );
}
