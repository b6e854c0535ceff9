// What can be done with one message.
import { useLayoutEffect, useRef } from "preact/hooks";

import type { Entry } from "../api/control";
import { copy } from "../state/deeds";
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

export function MessageMenu({ entry, at, onClose }: Props) {
  const chat = useChat();
  const place = useRef<HTMLDivElement>(null);
  const words = wordsOf(entry.message);

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
  return (
    <div ref={place} class="at-pointer">
      <Popup label={t("message.menu")} onClose={onClose}>
        <PopupItem icon="reply" text={t("message.reply")} onClick={then(() => (chat.replyTo.value = entry.message_id))} />
        {!entry.from_bot && words && (
          <PopupItem icon="edit" text={t("message.edit")} onClick={then(() => (chat.editing.value = entry.message_id))} />
        )}
        {words && <PopupItem icon="copy" text={t("message.copy")} onClick={then(() => void copy(chat, words))} />}
      </Popup>
    </div>
  );
}
