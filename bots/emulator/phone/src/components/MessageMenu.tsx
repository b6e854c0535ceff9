// What can be done with one message.
import { useLayoutEffect, useRef } from "preact/hooks";

import type { Entry } from "../api/control";
import { copy, perform } from "../state/deeds";
import { wordsOf } from "../summary";
import { t } from "../words";
import { useChat } from "./chat-context";
import { Popup } from "./Popup";
import { PopupItem } from "./PopupItem";

interface Props {
  entry: Entry;
  at: { x: number; y: number };
  onClose: () => void;
}

const MARGIN_PX = 8;
const EMOJI = ["👍", "❤", "🙏", "👎", "😱"];

export function MessageMenu({ entry, at, onClose }: Props) {
  const chat = useChat();
  const place = useRef<HTMLDivElement>(null);
  const words = wordsOf(entry.message);
  const guarded = entry.message.has_protected_content === true;
  const chosen = entry.own_reaction[0]?.emoji;
  /** The same once more takes it away. */
  const react = (emoji: string) =>
    void perform(chat, { react: { message_id: entry.message_id, emoji: emoji === chosen ? "" : emoji } });

  useLayoutEffect(() => {
    // Beside the finger, but always inside the phone it belongs to.
    const box = place.current!;
    const phone = box.closest(".phone")!.getBoundingClientRect();
    const { width, height } = box.firstElementChild!.getBoundingClientRect();
    box.style.left = `${Math.max(phone.left + MARGIN_PX, Math.min(at.x, phone.right - width - MARGIN_PX))}px`;
    box.style.top = `${Math.max(phone.top + MARGIN_PX, Math.min(at.y, phone.bottom - height - MARGIN_PX))}px`;
  });

  const then = (deed: () => void) => () => {
    onClose();
    deed();
  };
  const reply = () => {
    chat.quote.value = null;
    chat.replyTo.value = entry.message_id;
  };
  return (
    <div ref={place} class="at-pointer">
      <Popup label={t("message.menu")} onClose={onClose}>
        <PopupItem icon="reply" text={t("message.reply")} onClick={then(reply)} />
        {!entry.from_bot && words && (
          <PopupItem icon="edit" text={t("message.edit")} onClick={then(() => (chat.editing.value = entry.message_id))} />
        )}
        {words && <PopupItem icon="quote" text={t("message.quote")} onClick={then(() => (chat.sheet.value = { kind: "quote", messageId: entry.message_id }))} />}
        {words && !guarded && <PopupItem icon="copy" text={t("message.copy")} onClick={then(() => void copy(chat, words))} />}
        {!guarded && (
          <PopupItem icon="forward" text={t("message.forward")} onClick={then(() => void perform(chat, { forward_message: entry.message_id }))} />
        )}
        <PopupItem icon="trash" danger text={t("message.delete")} onClick={then(() => void perform(chat, { delete: entry.message_id }))} />
        <div class="react-row" role="group" aria-label={t("message.react")}>
          {EMOJI.map((emoji) => (
            <button key={emoji} type="button" role="menuitemradio" aria-checked={emoji === chosen} onClick={then(() => react(emoji))}>
              {emoji}
            </button>
          ))}
        </div>
      </Popup>
    </div>
  );
}
