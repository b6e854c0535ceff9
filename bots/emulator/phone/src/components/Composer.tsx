// Everything below the messages: START, unblocking, or the line one writes in with its keyboard.
import { t } from "../words";
import { pressStart, setBlocked } from "../state/deeds";
import { useChat } from "./chat-context";
import { ComposerLine } from "./ComposerLine";
import { ReplyKeyboard } from "./ReplyKeyboard";

export function Composer() {
  const chat = useChat();
  if (chat.blocked.value) {
    return (
      <footer class="composer">
        <button type="button" class="wide-button" onClick={() => void setBlocked(chat, false)}>
          {t("composer.unblock")}
        </button>
      </footer>
    );
  }
  const payload = chat.payload.value;
  if (chat.loaded.value && (chat.entries.value.length === 0 || payload !== null)) {
    return (
      <footer class="composer">
        {payload !== null && <p class="by-link">{t("composer.by-link", { payload })}</p>}
        <button type="button" class="wide-button" disabled={chat.busy.value > 0} onClick={() => void pressStart(chat)}>
          {t("composer.start")}
        </button>
        <ComposerLine />
      </footer>
    );
  }
  return (
    <footer class="composer">
      <ComposerLine />
      <ReplyKeyboard />
    </footer>
  );
}
