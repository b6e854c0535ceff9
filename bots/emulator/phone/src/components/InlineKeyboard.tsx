// The buttons under a message. A pressed one turns until the bot has answered the press.
import type { InlineButton as Button } from "../api/telegram";
import { safeAddress } from "../entities";
import { pressInline } from "../state/deeds";
import { t } from "../words";
import { Address } from "./Address";
import { useChat } from "./chat-context";
import { Icon } from "./Icon";

/** Bot API: `style` of a button. */
const STYLES = new Set(["primary", "success", "danger"]);

function InlineButton({ messageId, place, button }: { messageId: number; place: string; button: Button }) {
  const chat = useChat();
  const key = `${messageId}:${place}`;
  const waits = chat.waiting.value.has(key);
  const look = STYLES.has(button.style ?? "") ? `inline-button ${button.style}` : "inline-button";
  const address = button.url ? safeAddress(button.url) : null;
  if (address) {
    return (
      <Address href={address} class={look}>
        {button.text}
        <Icon name="link" />
      </Address>
    );
  }
  return (
    <button
      type="button"
      class={look}
      aria-busy={waits}
      onClick={() => void pressInline(chat, messageId, key, button)}
    >
      {button.text}
      {button.copy_text && <Icon name="copy" />}
      {button.switch_inline_query_current_chat !== undefined && <Icon name="search" />}
      {waits && <span class="spinner" role="status" aria-label={t("button.waiting")} />}
    </button>
  );
}

export function InlineKeyboard({ messageId, rows }: { messageId: number; rows: Button[][] }) {
  return (
    <div class="inline-keyboard" role="group" aria-label={t("message.buttons")}>
      {rows.map((row, y) => (
        <div key={y} class="inline-row">
          {row.map((button, x) => (
            <InlineButton key={x} messageId={messageId} place={`${y}.${x}`} button={button} />
          ))}
        </div>
      ))}
    </div>
  );
}
