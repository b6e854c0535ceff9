import { fullTime, timeOfDay } from "../texts/format";
import { known, t } from "../texts/texts";
import type { FactEntry, ReportCase } from "../types";
import { MoveBack } from "./MoveBack";
import { ReportLink } from "./ReportLink";

/** Something that happened besides words and steps. */
export function FactLine({ fact, shown }: { fact: FactEntry; shown: ReportCase }) {
  const report = wordOf(fact, "report_id");
  const reason = wordOf(fact, "reason");
  const stars = fact.detail?.["stars"];
  return (
    <li class="change" data-fact={fact.event}>
      <time dateTime={fact.at} title={fullTime(fact.at)}>
        {timeOfDay(fact.at)}
      </time>{" "}
      {known(`fact.${fact.event}`, "fact.other")}{" "}
      {report && <ReportLink id={report}>{wordOf(fact, "number")}</ReportLink>}
      {typeof stars === "number" && ` · ${t("rating.stars", { n: stars })}`}
      {reason && (
        <>
          {" · "}
          <bdi>{reason}</bdi>
        </>
      )}
      {fact.actor && ` · ${fact.actor}`}
      {fact.event === "message_moved_away" && <MoveBack fact={fact} shown={shown} />}
    </li>
  );
}

/** ``detail`` is free JSON. */
export function wordOf(fact: FactEntry, name: string): string | null {
  const value = fact.detail?.[name];
  return typeof value === "string" ? value : null;
}
