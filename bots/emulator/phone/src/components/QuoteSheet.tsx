// Which words of a message to answer: its sentences, each a choice.
import { wordsOf } from "../summary";
import { t } from "../words";
import { useChat } from "./chat-context";
import { Sheet } from "./Sheet";

/** Lines and sentences, in order and as they stand: a quote must be found in the message. */
const sentences = (text: string): string[] =>
  (text.match(/[^\n.!?…]+[.!?…]*/g) ?? []).map((part) => part.trim()).filter(Boolean);

export function QuoteSheet({ messageId, onClose }: { messageId: number; onClose: () => void }) {
  const chat = useChat();
  const entry = chat.entry(messageId);
  if (!entry) return null;
  const pick = (words: string) => () => {
    onClose();
    chat.quote.value = words;
    chat.replyTo.value = messageId;
  };
  return (
    <Sheet title={t("quote.title")} onClose={onClose}>
      {sentences(wordsOf(entry.message)).map((words, index) => (
        <button key={index} type="button" class="choice quotable" data-autofocus={index === 0 || undefined} onClick={pick(words)}>
          {words}
        </button>
      ))}
    </Sheet>
  );
}
