import { categoryName } from "../state/categories";
import { fullTime } from "../texts/format";
import { known, t } from "../texts/texts";
import type { CitizenReport } from "../types";
import { ReportLink } from "./ReportLink";

/** One of a citizen's reports in two lines: what it is, and how it began. */
export function ReportSummary({ report, linked = false }: { report: CitizenReport; linked?: boolean }) {
  return (
    <span class="report-summary">
      {linked ? <ReportLink id={report.id}>{report.number}</ReportLink> : <b>{report.number}</b>}{" "}
      {report.kind === "sos" ? t("kind.sos") : categoryName(report.category)}{" "}
      <span class="state-mark" data-state={report.state}>
        {report.close_code ? known(`close_code.${report.close_code}`, "close_code.other") : t(`state.${report.state}`)}
      </span>{" "}
      <time dateTime={report.received_at}>{fullTime(report.received_at)}</time>
      <span class="quiet cut">
        <bdi>{report.excerpt}</bdi>
      </span>
    </span>
  );
}
