// The whole page: the bar above, the phones side by side, and what is said when there are none.
import { bots, chosenBot, phase } from "../state/phones";
import { t } from "../words";
import { Nothing } from "./Nothing";
import { NewcomerSheet } from "./NewcomerSheet";
import { Shelf } from "./Shelf";
import { TopBar } from "./TopBar";

function Stage({ onRetry }: { onRetry: () => void }) {
  if (phase.value === "starting") return <Nothing title={t("page.starting")} busy />;
  if (phase.value === "unreachable") {
    return <Nothing title={t("page.unreachable")} text={t("page.unreachable-hint")} action={t("banner.retry")} onAction={onRetry} />;
  }
  if (!chosenBot.value) {
    return (
      <Nothing
        title={bots.value.length ? t("page.unknown-bot") : t("page.no-bots")}
        text={bots.value.map((bot) => `@${bot.username}`).join(", ") || t("page.no-bots-hint")}
      />
    );
  }
  return <Shelf bot={chosenBot.value} />;
}

export function App({ onRetry }: { onRetry: () => void }) {
  return (
    <>
      <TopBar />
      <main class="stage">
        <Stage onRetry={onRetry} />
      </main>
      <NewcomerSheet />
    </>
  );
}
