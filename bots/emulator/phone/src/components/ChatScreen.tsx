// The layers of one phone's screen, and the files that are dropped on it.
import { useSignal } from "@preact/signals";

import { t } from "../words";
import { useChat } from "./chat-context";
import { ChatHeader } from "./ChatHeader";
import { ChatSheet } from "./ChatSheet";
import { Composer } from "./Composer";
import { Icon } from "./Icon";
import { LineBanner } from "./LineBanner";
import { LiveStrip } from "./LiveStrip";
import { MessageList } from "./MessageList";
import { NoticeLayer } from "./NoticeLayer";

export function ChatScreen() {
  const chat = useChat();
  const over = useSignal(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    over.value = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) chat.sheet.value = { kind: "files", files, asDocuments: false };
  };
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    over.value = true;
  };
  return (
    <div class="screen" onDragOver={onDragOver} onDragLeave={() => (over.value = false)} onDrop={onDrop}>
      <ChatHeader />
      <LineBanner />
      <LiveStrip />
      <MessageList />
      <Composer />
      {over.value && (
        <div class="drop-hint">
          <Icon name="attach" />
          {t("files.drop")}
        </div>
      )}
      <ChatSheet />
      <NoticeLayer />
    </div>
  );
}
