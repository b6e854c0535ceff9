import { useSignal } from "@preact/signals";

import { categoryPath, labelOf } from "../state/categories";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import type { Details, ReportCase } from "../types";
import { AnswerText } from "./AnswerText";
import { CitizenCard } from "./CitizenCard";
import { Icon } from "./Icon";
import { RatingStars } from "./RatingStars";
import { ReportLink } from "./ReportLink";

/** On a small screen the talk has the room; what was told beside it opens with a touch. */
const openAtFirst = () => matchMedia("(min-width: 761px)").matches;

/** What the citizen told beside the messages, and who that is. */
export function CaseDetails({ shown }: { shown: ReportCase }) {
  const open = useSignal(openAtFirst());
  const { details } = shown;
  return (
    <details class="told" open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {t("details.title")}
        {shown.anonymous && (
          <span class="anonymous">
            <Icon name="mask" size={14} /> {t("details.anonymous")}
          </span>
        )}
      </summary>
      <dl>
        {shown.category && (
          <Row name="details.category">{categoryPath(shown.category).join(" › ")}</Row>
        )}
        <When details={details} />
        {details.role && <Row name="details.role">{t(`role.${details.role}`)}</Row>}
        {details.from_place && (
          <Row name="details.from_place">{details.place_labels ? labelOf(details.place_labels) : details.from_place}</Row>
        )}
        {details.answers.map((answer) => (
          <div key={answer.question}>
            <dt>{answer.labels ? labelOf(answer.labels) : answer.question}</dt>
            <dd>
              <AnswerText answer={answer} />
            </dd>
          </div>
        ))}
        <Links details={details} />
        {details.rating && (
          <Row name="details.rating">
            <RatingStars rating={details.rating} />
          </Row>
        )}
        {details.erased_at && <Row name="details.erased">{fullTime(details.erased_at)}</Row>}
      </dl>
      <CitizenCard shown={shown} />
    </details>
  );
}

function Row({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div data-detail={name}>
      <dt>{t(name)}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

/** A time, or the citizen's words for one, or both. */
function When({ details }: { details: Details }) {
  if (!details.happened_at && !details.happened) return null;
  return (
    <Row name="details.when">
      {[details.happened_at && fullTime(details.happened_at), details.happened].filter(Boolean).join(" · ")}
    </Row>
  );
}

function Links({ details }: { details: Details }) {
  return (
    <>
      {details.links.map((link) => (
        <div key={`${link.said_by}-${link.report_id}`} data-detail={`same-${link.said_by}`}>
          <dt>{t(`same.${link.said_by}`)}</dt>
          <dd>
            <ReportLink id={link.report_id}>{link.number}</ReportLink>{" "}
            <span class="state-mark" data-state={link.state}>
              {t(`state.${link.state}`)}
            </span>
          </dd>
        </div>
      ))}
    </>
  );
}
