// While a live location runs: walk on, move the pin by hand, or stop.
import { stopSharing, walk } from "../state/deeds";
import { t } from "../words";
import { useChat } from "./chat-context";

export function LiveStrip() {
  const chat = useChat();
  const place = chat.shared.value?.message.location;
  if (!place) return null;
  const toggleWalk = () => {
    if (chat.walking.value) chat.walking.value = false;
    else void walk(chat);
  };
  return (
    <div class="live-strip" role="group" aria-label={t("live.title")}>
      <span class="live-dot" aria-hidden="true" />
      <b>{t("live.title")}</b>
      <button type="button" aria-pressed={chat.walking.value} onClick={toggleWalk}>
        {chat.walking.value ? t("live.pause") : t("live.walk")}
      </button>
      <button type="button" onClick={() => (chat.sheet.value = { kind: "map", live: true, place })}>
        {t("live.move")}
      </button>
      <button type="button" class="danger" onClick={() => void stopSharing(chat)}>
        {t("live.stop")}
      </button>
    </div>
  );
}
