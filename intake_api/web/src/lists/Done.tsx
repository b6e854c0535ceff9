import { ReportLink } from "../components/ReportLink";
import { useAttempt } from "../components/useAttempt";
import { lastDone, takeBack } from "../state/bulk";
import { known, t } from "../texts/texts";
import type { BulkOutcome } from "../types";

/** What came of it: how many, which refused and why, and the way back. */
export function Done({ of }: { of: BulkOutcome }) {
  const { busy, problem, attempt } = useAttempt();
  return (
    <div class="selection done" role="status">
      <span>
        {t("many.done", { n: of.done })}
        {of.unchanged > 0 && ` ${t("many.unchanged", { n: of.unchanged })}`}
      </span>
      {of.done > 0 && (
        <button type="button" disabled={busy.value} onClick={() => void attempt(takeBack)}>
          {t("undo")}
        </button>
      )}
      <button type="button" class="plain" onClick={() => (lastDone.value = null)}>
        {t("close")}
      </button>
      {problem.value && <p class="problem">{problem.value}</p>}
      {of.refused.length > 0 && (
        <details>
          <summary>{t("many.refused", { n: of.refused.length })}</summary>
          <ul>
            {of.refused.map((one) => (
              <li key={one.report_id}>
                <ReportLink id={one.report_id}>{one.number}</ReportLink> {known(`many.refused.${one.code}`, "many.refused.other")}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
