// While a live location runs: walk on, move the pin by hand, or stop.
import type { Place } from "../api/telegram";
import { clock } from "../format";
import { stopSharing, walk } from "../state/deeds";
import { t } from "../words";
import { useChat } from "./chat-context";

/** One strip a place: a second may be shared while the first runs. */
export function LiveStrip() {
  const chat = useChat();
  return (
    <>
      {chat.shares.value.map((entry) => (
        <Share key={entry.message_id} messageId={entry.message_id} since={entry.date} place={entry.message.location!} />
      ))}
    </>
  );
}

/** Bot API: this period never ends. */
const FOREVER_S = 0x7fffffff;

function Share({ messageId, since, place }: { messageId: number; since: number; place: Place }) {
  const chat = useChat();
  const period = place.live_period ?? 0;
  const until = period === FOREVER_S ? 0 : since + period;
  const walks = chat.walking.value === messageId;
  const toggleWalk = () => {
    if (walks) chat.walking.value = null;
    else void walk(chat, messageId);
  };
  return (
    <div class="live-strip" role="group" aria-label={t("live.title")}>
      <span class="live-dot" aria-hidden="true" />
      <b>{until ? t("live.until", { time: clock(until) }) : t("live.title")}</b>
      <button type="button" aria-pressed={walks} onClick={toggleWalk}>
        {walks ? t("live.pause") : t("live.walk")}
      </button>
      <button type="button" onClick={() => (chat.sheet.value = { kind: "map", live: true, place, messageId })}>
        {t("live.move")}
      </button>
      <button type="button" class="danger" onClick={() => void stopSharing(chat, messageId)}>
        {t("live.stop")}
      </button>
    </div>
  );
}
