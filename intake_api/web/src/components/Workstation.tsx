import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { paintTab } from "../live/badge";
import { ringing } from "../state/alarm";
import { figures } from "../state/figures";
import { pane } from "../state/route";
import { listenForShortcuts } from "../state/shortcuts";
import { startWorkstation } from "../state/workstation";
import { t } from "../texts/texts";
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
  return (
    <div class="workstation" data-pane={pane.value} data-alarm={ringing.value.length > 0 || undefined}>
      <Header />
      <Banners />
      <main class="panes">
        <QueuePane />
        <CasePane />
        <MapPane />
      </main>
      <Viewer />
      <ShortcutsDialog />
    </div>
  );
}
