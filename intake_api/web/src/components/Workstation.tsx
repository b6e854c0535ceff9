import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { paintTab } from "../live/badge";
import { isBoardPage } from "../state/board";
import { overdue, ringing } from "../state/calls";
import { figures } from "../state/figures";
import { isIncidentPage } from "../state/incidents";
import { seesReports } from "../state/rights";
import { isAccountPage, isAdminPage, isFaqPage, pane } from "../state/route";
import { user } from "../state/session";
import { listenForShortcuts } from "../state/shortcuts";
import { startWorkstation } from "../state/workstation";
import { t } from "../texts/texts";
import { AccountPages, AdminPages } from "./AdminPages";
import { Banners } from "./Banners";
import { BoardPages } from "./BoardPages";
import { CasePane } from "./CasePane";
import { DeskDialogs } from "./DeskDialogs";
import { FaqPages } from "./FaqPages";
import { Header } from "./Header";
import { IncidentPages } from "./Incidents";
import { MapPane } from "./MapPane";
import { QueuePane } from "./QueuePane";
import { Viewer } from "./Viewer";

export function Workstation() {
  // Who writes answers alone may not see reports: nothing of them is asked for.
  const atQueue = seesReports(user.value);
  useEffect(() => (atQueue ? startWorkstation() : undefined), [atQueue]);
  useEffect(listenForShortcuts, []);
  useSignalEffect(() => {
    const waiting = figures.value?.counts.new ?? 0;
    paintTab(t("app.title"), waiting, ringing.value.length > 0);
  });
  const alarm = overdue.value.length > 0 ? "overdue" : ringing.value.length > 0 ? "sos" : undefined;
  return (
    <div class="workstation" data-pane={pane.value} data-alarm={alarm}>
      <Header />
      {atQueue ? <Banners /> : <div />}
      <Page atQueue={atQueue} />
      <Viewer />
      <DeskDialogs />
    </div>
  );
}

function Page({ atQueue }: { atQueue: boolean }) {
  if (isAccountPage.value) return <AccountPages />;
  if (isFaqPage.value || !atQueue) return <FaqPages />;
  if (isBoardPage.value) return <BoardPages />;
  if (isIncidentPage.value) return <IncidentPages />;
  return isAdminPage.value ? <AdminPages /> : <Panes />;
}

function Panes() {
  return (
    <main class="panes">
      <QueuePane />
      <CasePane />
      <MapPane />
    </main>
  );
}
