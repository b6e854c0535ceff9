import { ReportLink } from "../components/ReportLink";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import type { Handover } from "../types";

/** What one shift left to the next: who, when, the words, the reports. */
export function NoteText({ note }: { note: Handover }) {
  return (
    <>
      <p class="quiet">
        {note.by.position} → {note.to?.position ?? t("handover.to_all")} ·{" "}
        <time dateTime={note.at}>{fullTime(note.at)}</time>
      </p>
      <p class="words">
        <bdi>{note.text}</bdi>
      </p>
      {note.reports.length > 0 && (
        <ul class="handed">
          {note.reports.map((report) => (
            <li key={report.id}>
              <ReportLink id={report.id}>{report.number}</ReportLink>{" "}
              <span class="state-mark" data-state={report.state}>
                {t(`state.${report.state}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
