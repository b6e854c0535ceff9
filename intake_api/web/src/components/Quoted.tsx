import { t } from "../texts/texts";
import type { Entry, MessageEntry } from "../types";

/** What the message answers: the part that the citizen marked, else all of it. */
export function Quoted({ message, timeline }: { message: MessageEntry; timeline: readonly Entry[] }) {
  if (message.quoted_message_id === null && !message.quote) return null;
  return (
    <blockquote data-marked={message.quote ? true : undefined}>
      <bdi>{message.quote || wordsOf(message.quoted_message_id, timeline)}</bdi>
    </blockquote>
  );
}

function wordsOf(id: string | null, timeline: readonly Entry[]): string {
  const quoted = timeline.find((entry) => entry.id === id);
  return quoted?.entry === "message" ? quoted.text || t("message.without_words") : t("message.elsewhere");
}
