// The message that is answered, in one line; a tap goes there.
import type { Message } from "../api/telegram";
import { summary } from "../summary";
import { t } from "../words";
import { useChat } from "./chat-context";

const FLASH_MS = 1400;

function jumpTo(from: Element, messageId: number): void {
  const target = from.closest("[role=log]")?.querySelector(`[data-message-id="${messageId}"]`);
  if (!target) return;
  target.scrollIntoView({ block: "center", behavior: "smooth" });
  target.classList.add("flash");
  setTimeout(() => target.classList.remove("flash"), FLASH_MS);
}

export function ReplyQuote({ message, quote }: { message: Message; quote?: string | undefined }) {
  const chat = useChat();
  const author = message.from?.is_bot ? chat.profile.value.name : t("message.you");
  return (
    <button
      type="button"
      class="quote"
      aria-label={t("message.jump", { text: summary(message) })}
      onClick={(event) => jumpTo(event.currentTarget, message.message_id)}
    >
      <b>{author}</b>
      <span>{quote ?? summary(message)}</span>
    </button>
  );
}
