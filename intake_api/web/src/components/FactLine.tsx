import { categoryName } from "../state/categories";
import { coordinates, fullTime, timeOfDay } from "../texts/format";
import { known, t } from "../texts/texts";
import type { FactEntry, Place, ReportCase } from "../types";
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
      {OF_OWNERS.has(fact.event) ? ownersOf(fact) : known(`fact.${fact.event}`, "fact.other")}{" "}
      {fact.event === "corrected" && <ChangesOf fact={fact} />}
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

const OF_OWNERS = new Set(["owner_changed", "taken_over"]);

const ownersOf = (fact: FactEntry): string =>
  t(`fact.${fact.event}`, {
    from: wordOf(fact, "from_owner") ?? t("case.no_owner"),
    to: wordOf(fact, "to_owner") ?? t("case.no_owner"),
  });

/** What was put right: was → now, one after the other. */
function ChangesOf({ fact }: { fact: FactEntry }) {
  const changes = (fact.detail?.["changes"] ?? []) as Change[];
  return <bdi>{changes.map((one) => `${valueOf(one.field, one.was)} → ${valueOf(one.field, one.now)}`).join("; ")}</bdi>;
}

interface Change {
  field: "category" | "priority" | "place";
  was: unknown;
  now: unknown;
}

function valueOf(field: Change["field"], value: unknown): string {
  if (field === "category") return categoryName(value as string | null);
  if (field === "priority") return t(`priority.${String(value)}`);
  const place = value as Place | null;
  return (place && (coordinates(place) ?? place.address)) || t("place.unknown");
}

/** ``detail`` is free JSON. */
export function wordOf(fact: FactEntry, name: string): string | null {
  const value = fact.detail?.[name];
  return typeof value === "string" ? value : null;
}
