// The supervisor's pages: how it stands now, and the figures of a time.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Icon } from "../components/Icon";
import { follow } from "../components/ReportLink";
import { HREF_OF_BOARD, HREF_OF_STATISTICS, isStatisticsPage } from "../state/board";
import { mayWatch } from "../state/rights";
import { user } from "../state/session";
import { loadStyle } from "../styles/load";
import { addTexts, t } from "../texts/texts";
import type { Language } from "../types";
import { NowPage } from "./NowPage";
import { StatisticsPage } from "./StatisticsPage";

declare const __BOARD_TEXTS__: Record<Language, string>;
declare const __BOARD_STYLE__: string;

/** Texts and styles; without the texts nothing is shown. */
export async function prepare(): Promise<void> {
  await Promise.all([addTexts(__BOARD_TEXTS__), loadStyle(__BOARD_STYLE__)]);
}

export function BoardFrame() {
  const page = useRef<HTMLElement>(null);
  if (!mayWatch(user.value)) return <p class="empty">{t("problem.forbidden")}</p>;
  const pages = [
    { href: HREF_OF_BOARD, text: t("board.now"), current: !isStatisticsPage.value },
    { href: HREF_OF_STATISTICS, text: t("board.statistics"), current: isStatisticsPage.value },
  ];
  return (
    <main class="board scroll" ref={page}>
      <div class="board-head">
        <h1>{t("board.title")}</h1>
        <nav class="groups" aria-label={t("board.pages")}>
          {pages.map(({ href, text, current }) => (
            <a key={href} href={href} aria-current={current ? "page" : undefined} onClick={(event) => follow(event, href)}>
              {text}
            </a>
          ))}
        </nav>
        <WallScreen of={() => page.current} />
      </div>
      {isStatisticsPage.value ? <StatisticsPage /> : <NowPage />}
    </main>
  );
}

/** Nothing but the board, in letters that are read from across the room. */
function WallScreen({ of }: { of: () => HTMLElement | null }) {
  const on = useSignal(false);
  useEffect(() => {
    const look = () => (on.value = document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const text = t(on.value ? "board.leave_full_screen" : "board.full_screen");
  return (
    <button type="button" onClick={() => void (on.value ? document.exitFullscreen() : of()?.requestFullscreen())}>
      <Icon name={on.value ? "close" : "screen"} /> {text}
    </button>
  );
}
