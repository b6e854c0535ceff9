import type { ComponentChildren } from "preact";

import { Age } from "../components/Age";
import { ReportLink } from "../components/ReportLink";
import { Priority } from "../components/QueueRow";
import { categoryName } from "../state/categories";
import { t } from "../texts/texts";
import type { ReportRow } from "../types";

/** A report of the same event, or of what may be: at a glance, and what may be done with it. */
export function ReportLine({ row, children }: { row: ReportRow; children?: ComponentChildren }) {
  return (
    <li class="same" data-report={row.number}>
      <p class="same-head">
        <Priority of={row.priority} />
        <ReportLink id={row.id}>{row.number}</ReportLink>
        <b class="cut">{row.kind === "sos" ? t("kind.sos") : categoryName(row.category)}</b>
        <span class="state-mark" data-state={row.state}>
          {t(`state.${row.state}`)}
        </span>
        <Age since={row.received_at} />
      </p>
      <p class="same-words">
        <bdi>{row.excerpt || t("row.no_words")}</bdi>
      </p>
      {children}
    </li>
  );
}
