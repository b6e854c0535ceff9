// Above the line: which message is being answered or edited.
import { summary } from "../summary";
import { t } from "../words";
import { useChat } from "./chat-context";
import { Icon } from "./Icon";
import { IconButton } from "./IconButton";

export function ComposerStrip({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const edits = chat.editing.value !== null;
  const messageId = chat.editing.value ?? chat.replyTo.value;
  if (messageId === null) return null;
  const entry = chat.entry(messageId);
  if (!entry) return null;
  const author = entry.from_bot ? chat.profile.value.name : t("message.you");
  return (
    <div class="composer-strip">
      <Icon name={edits ? "edit" : "reply"} />
      <span class="strip-words">
        <b>{edits ? t("composer.editing") : t("composer.replying", { name: author })}</b>
        <span>{(edits ? null : chat.quote.value) ?? summary(entry.message)}</span>
      </span>
      <IconButton icon="close" label={t("composer.leave")} onClick={onClose} />
    </div>
  );
}
