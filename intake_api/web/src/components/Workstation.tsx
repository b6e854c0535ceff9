import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { paintTab } from "../live/badge";
import { overdue, ringing } from "../state/alarm";
import { figures } from "../state/figures";
import { isAdminPage, pane } from "../state/route";
import { listenForShortcuts } from "../state/shortcuts";
import { startWorkstation } from "../state/workstation";
import { t } from "../texts/texts";
import { AdminPage } from "./AdminPage";
import { Banners } from "./Banners";
import { CasePane } from "./CasePane";
import { Header } from "./Header";
import { MapPane } from "./MapPane";
import { QueuePane } from "./QueuePane";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { Viewer } from "./Viewer";

export function Workstation() {
  useEffect(startWorkstation, []);
  useEffect(listenForShortcuts, []);
  useSignalEffect(() => {
    const waiting = figures.value?.counts.new ?? 0;
    paintTab(t("app.title"), waiting, ringing.value.length > 0);
  });
  const alarm = overdue.value.length > 0 ? "overdue" : ringing.value.length > 0 ? "sos" : undefined;
  return (
    <div class="workstation" data-pane={pane.value} data-alarm={alarm}>
      <Header />
      <Banners />
      {isAdminPage.value ? <AdminPage /> : <Panes />}
      <Viewer />
      <ShortcutsDialog />
    </div>
  );
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
