// The keyboard a bot puts in place of letters.
import type { ReplyButton } from "../api/telegram";
import { pressReply } from "../state/deeds";
import { t } from "../words";
import { useChat } from "./chat-context";
import { Icon } from "./Icon";

const asButton = (button: ReplyButton | string): ReplyButton => (typeof button === "string" ? { text: button } : button);

export function ReplyKeyboard() {
  const chat = useChat();
  const keyboard = chat.keyboard.value;
  if (!keyboard?.keyboard || !(chat.keyboardOpen.value || keyboard.is_persistent)) return null;
  return (
    <div class={keyboard.resize_keyboard ? "reply-keyboard" : "reply-keyboard full"} role="group" aria-label={t("keyboard.label")}>
      {keyboard.keyboard.map((row, y) => (
        <div key={y} class="reply-row">
          {row.map(asButton).map((button, x) => (
            <button key={x} type="button" onClick={() => void pressReply(chat, button)}>
              {button.request_contact && <Icon name="person" />}
              {button.request_location && <Icon name="pin" />}
              {button.text}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
