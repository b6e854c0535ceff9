// One bubble: a message or an album, what it answers, when it came, and the buttons under it.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import type { Bubble as BubbleRow } from "../rows";
import { t } from "../words";
import { Album } from "./Album";
import { useChat } from "./chat-context";
import { ForwardLine } from "./ForwardLine";
import { InlineKeyboard } from "./InlineKeyboard";
import { MessageBody } from "./MessageBody";
import { MessageMenu } from "./MessageMenu";
import { Reactions } from "./Reactions";
import { ReplyQuote } from "./ReplyQuote";
import { Stamp } from "./Stamp";

const LONG_PRESS_MS = 500;
const INTERACTIVE = "button, a, audio, video, input, .maplibregl-map";

export function Bubble({ bubble }: { bubble: BubbleRow }) {
  const chat = useChat();
  const menu = useSignal<{ x: number; y: number } | null>(null);
  const press = useRef(0);
  const [entry] = bubble.entries;
  const { message } = entry;
  const captioned = bubble.entries.find((one) => one.message.caption) ?? entry;
  const buttons = message.reply_markup?.inline_keyboard;

  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    menu.value = { x: event.clientX, y: event.clientY };
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.pointerType === "touch") press.current = window.setTimeout(() => openMenu(event), LONG_PRESS_MS);
  };
  const onPointerEnd = () => clearTimeout(press.current);
  const onDblClick = (event: MouseEvent) => {
    if (!(event.target as Element).closest(INTERACTIVE)) chat.replyTo.value = entry.message_id;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || (event.key !== "Enter" && event.key !== "ContextMenu")) return;
    event.preventDefault();
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    menu.value = { x: left + 24, y: top + 24 };
  };

  const side = entry.from_bot ? "in" : "out";
  return (
    <article
      class={`row ${side}${bubble.opens ? " opens" : ""}${bubble.closes ? " closes" : ""}`}
      data-message-id={entry.message_id}
      aria-label={entry.from_bot ? t("message.from-bot", { bot: chat.profile.value.name }) : t("message.own")}
    >
      <div
        class="bubble"
        tabIndex={0}
        onContextMenu={openMenu}
        onDblClick={onDblClick}
        onPointerDown={onPointerDown}
        onPointerUp={onPointerEnd}
        onPointerMove={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onKeyDown={onKeyDown}
      >
        <ForwardLine message={message} />
        {message.reply_to_message && <ReplyQuote message={message.reply_to_message} quote={message.quote?.text} />}
        {bubble.entries.length > 1 ? <Album entries={bubble.entries} /> : <MessageBody entry={captioned} />}
        <Stamp entry={captioned} />
        <Reactions entry={entry} />
      </div>
      {buttons && buttons.length > 0 && <InlineKeyboard messageId={entry.message_id} rows={buttons} />}
      {menu.value && <MessageMenu entry={captioned} at={menu.value} onClose={() => (menu.value = null)} />}
    </article>
  );
}
