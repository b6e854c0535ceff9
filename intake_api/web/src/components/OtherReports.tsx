import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { ReportSummary } from "./ReportSummary";
import { useOtherReports } from "./useOtherReports";

/** What an operator should know of before answering; of the rest the list tells. */
const FLAGS = ["sos", "open", "false", "rejected", "withdrawn"] as const;

/** The citizen's other reports: how many and of what kind at once, one by one when opened. */
export function OtherReports({ shown }: { shown: ReportCase }) {
  const { items, problem, load } = useOtherReports(shown);
  const { others } = shown.conversation;
  if (others.reports === 0) return <p class="quiet">{t("others.none")}</p>;
  return (
    <details class="others" onToggle={(event) => event.currentTarget.open && void load()}>
      <summary>
        {t("others.count", { n: others.reports })}
        {FLAGS.map(
          (flag) =>
            others[flag] > 0 && (
              <span key={flag} class="flag" data-flag={flag}>
                {t(`others.${flag}`, { n: others[flag] })}
              </span>
            ),
        )}
      </summary>
      {problem.value && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      {items.value === null && !problem.value && <p class="quiet">{t("loading")}</p>}
      <ul class="reports-of">
        {items.value?.map((one) => (
          <li key={one.id}>
            <ReportSummary report={one} linked />
          </li>
        ))}
      </ul>
    </details>
  );
}
