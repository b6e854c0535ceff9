import { caseFailure, loadCase, openCase } from "../state/case";
import { hrefOfPane, hrefOfQueue, reportId } from "../state/route";
import { t } from "../texts/texts";
import { Actions } from "./Actions";
import { CaseDetails } from "./CaseDetails";
import { CaseHeader } from "./CaseHeader";
import { Icon } from "./Icon";
import { MoveDialog } from "./MoveDialog";
import { problemText } from "./problem";
import { follow } from "./ReportLink";
import { Timeline } from "./Timeline";
import { WithdrawalAsked } from "./WithdrawalAsked";
import { WritingBoxes } from "./WritingBoxes";

export function CasePane() {
  return (
    <section class="pane case" aria-label={t("case.title")}>
      <Content />
    </section>
  );
}

function Content() {
  const id = reportId.value;
  if (id === null) return <Nothing />;
  if (caseFailure.value) return <Failure id={id} />;
  if (openCase.value?.id !== id) return <p class="empty">{t("loading")}</p>;
  const shown = openCase.value;
  return (
    <>
      <PhoneBar />
      <CaseHeader shown={shown} />
      {shown.withdrawal_asked && <WithdrawalAsked key={`withdrawal-${shown.id}`} shown={shown} />}
      <Actions key={`actions-${shown.id}`} shown={shown} />
      <CaseDetails key={`details-${shown.id}`} shown={shown} />
      <Timeline key={`timeline-${shown.id}`} shown={shown} />
      <WritingBoxes key={`boxes-${shown.id}`} shown={shown} />
      <MoveDialog key={`move-${shown.id}`} shown={shown} />
    </>
  );
}

function Nothing() {
  return (
    <div class="empty nothing">
      <h1>{t("case.choose")}</h1>
      <p class="quiet">{t("case.choose_hint")}</p>
    </div>
  );
}

function Failure({ id }: { id: string }) {
  return (
    <div class="empty" role="alert">
      <PhoneBar />
      <p>{problemText(caseFailure.value)}</p>
      <button type="button" onClick={() => void loadCase(id)}>
        {t("try_again")}
      </button>
    </div>
  );
}

/** On a phone one pane fills the screen: the way back, and the way to the map. */
export function PhoneBar() {
  return (
    <nav class="phone-bar narrow-only" aria-label={t("panes.title")}>
      <a href={hrefOfQueue()} onClick={(event) => follow(event, hrefOfQueue())}>
        <Icon name="back" /> {t("queue.title")}
      </a>
      <span class="grow" />
      <a href={hrefOfPane("map")} onClick={(event) => follow(event, hrefOfPane("map"))}>
        <Icon name="map" /> {t("map.title")}
      </a>
    </nav>
  );
}
