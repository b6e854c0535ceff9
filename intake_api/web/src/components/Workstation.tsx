import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { paintTab } from "../live/badge";
import { overdue, ringing } from "../state/alarm";
import { figures } from "../state/figures";
import { seesReports } from "../state/rights";
import { isAdminPage, isFaqPage, pane } from "../state/route";
import { user } from "../state/session";
import { listenForShortcuts } from "../state/shortcuts";
import { startWorkstation } from "../state/workstation";
import { t } from "../texts/texts";
import { AdminPage } from "./AdminPage";
import { Banners } from "./Banners";
import { CasePane } from "./CasePane";
import { FaqPages } from "./FaqPages";
import { Header } from "./Header";
import { MapPane } from "./MapPane";
import { QueuePane } from "./QueuePane";
import { ShortcutsDialog } from "./ShortcutsDialog";
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
      <ShortcutsDialog />
    </div>
  );
}

function Page({ atQueue }: { atQueue: boolean }) {
  if (isFaqPage.value || !atQueue) return <FaqPages />;
  return isAdminPage.value ? <AdminPage /> : <Panes />;
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
