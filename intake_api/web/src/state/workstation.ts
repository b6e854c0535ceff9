// Puts the parts together after sign-in: first the figures' place in the journal, then everything after it.
import { closeLine, line, openLine } from "../live/connection";
import type { LiveEvent } from "../types";
import { hearForAlarm } from "./alarm";
import { loadCalls } from "./calls";
import { followReport, hearOfCase, loadCase } from "./case";
import { loadCategories } from "./categories";
import { loadColleagues } from "./colleagues";
import { keepFiguresFresh, loadFigures, loadFiguresSoon } from "./figures";
import { followLook, onPresence, sayWhereWeLook } from "./presence";
import { followQuery, loadQueue, placeRow } from "./queue";
import { heard } from "./incidents";
import { loadDesk } from "./keyed";
import { reportId } from "./route";
import { loadShift } from "./shift";
import { forgetSelection } from "./selection";
import { loadTargets } from "./targets";
import { beginWithStartView, loadViewsSoon } from "./views";

const RETRY_MS = 3000;
let retryTimer = 0;
/** What follows the address bar; empty until the first place in the journal is known. */
let stops: (() => void)[] = [];

export function startWorkstation(): () => void {
  const stopFigures = keepFiguresFresh();
  for (const load of [loadCategories, loadShift, loadDesk, loadColleagues, loadTargets]) void load().catch(() => undefined);
  void beginWithStartView().finally(follow);
  return () => {
    stopFigures();
    stops.forEach((stop) => stop());
    stops = [];
    clearTimeout(retryTimer);
    closeLine();
  };
}

/** The journal's place is read before the alarm, the list and the case, so that nothing falls between. */
async function follow(): Promise<void> {
  try {
    const { seq } = await loadFigures();
    lookAnew();
    await loadCalls();
    openLine(seq, { onEvent, onOpen: sayWhereWeLook, onPresence, onTooOld });
  } catch {
    line.value = { state: "waiting", retryAtMs: Date.now() + RETRY_MS };
    retryTimer = setTimeout(() => void follow(), RETRY_MS);
  }
}

function lookAnew(): void {
  if (stops.length === 0) {
    stops = [followQuery(), followReport(), followLook(), forgetSelection()];
    return;
  }
  void loadQueue({ quietly: true });
  const id = reportId.peek();
  if (id) void loadCase(id);
}

function onEvent(event: LiveEvent): void {
  placeRow(event.row);
  hearOfCase(event);
  heard.value = event;
  hearForAlarm(event);
  loadFiguresSoon();
  loadViewsSoon();
}

function onTooOld(): void {
  void follow();
}
