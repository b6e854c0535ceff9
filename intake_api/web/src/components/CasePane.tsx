import { useEffect } from "preact/hooks";

import { caseFailure, loadCase, openCase } from "../state/case";
import { hrefOfPane, hrefOfQueue, reportId } from "../state/route";
import { t } from "../texts/texts";
import { Icon } from "./Icon";
import { Later } from "./Later";
import { problemText } from "./problem";
import { follow } from "./ReportLink";

/** Fetched once the queue stands, so that the first report opens as quickly as the next. */
const fetchWholeCase = () => import("./WholeCase");

export function CasePane() {
  useEffect(() => void fetchWholeCase().catch(() => undefined), []);
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
      <Later fetch={fetchWholeCase}>{({ WholeCase }) => <WholeCase shown={shown} />}</Later>
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
