// The chat's messages, newest at the bottom; it follows them unless the reader has scrolled up.
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

import { dayName } from "../format";
import { rows } from "../rows";
import { t } from "../words";
import { Bubble } from "./Bubble";
import { useChat } from "./chat-context";
import { EmptyChat } from "./EmptyChat";
import { Icon } from "./Icon";
import { TypingBubble } from "./TypingBubble";

const NEAR_BOTTOM_PX = 80;

export function MessageList() {
  const chat = useChat();
  const list = useRef<HTMLDivElement>(null);
  const follows = useSignal(true);
  const shown = useComputed(() => rows(chat.entries.value));
  const newest = useRef(0);

  const toBottom = () => list.current?.scrollTo({ top: list.current.scrollHeight });
  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = list.current!;
    follows.value = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
  };

  useSignalEffect(() => {
    const last = chat.entries.value.at(-1);
    if (last && last.message_id > newest.current && !last.from_bot) follows.value = true;
    newest.current = last?.message_id ?? 0;
  });
  useLayoutEffect(() => {
    if (follows.peek()) toBottom();
  });
  useLayoutEffect(() => {
    // Pictures that arrive late and a keyboard that opens both push the bottom away.
    const watcher = new ResizeObserver(() => follows.peek() && toBottom());
    watcher.observe(list.current!);
    watcher.observe(list.current!.firstElementChild!);
    return () => watcher.disconnect();
  }, []);

  return (
    <div class="chat-body">
      <div ref={list} class="messages" role="log" aria-label={t("chat.messages")} tabIndex={0} onScroll={onScroll}>
        <div class="message-column">
          {chat.loaded.value && !shown.value.length && <EmptyChat />}
          {shown.value.map((row) =>
            row.kind === "day" ? (
              <div key={`day-${row.date}`} class="day">
                <span>{dayName(row.date)}</span>
              </div>
            ) : (
              <Bubble key={row.entries[0].message_id} bubble={row} />
            ),
          )}
          {chat.action.value && <TypingBubble />}
        </div>
      </div>
      {!follows.value && (
        <button type="button" class="to-bottom" aria-label={t("chat.to-bottom")} onClick={toBottom}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}
