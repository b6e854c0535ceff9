// "@bot words" typed in the line is an inline query; its answers come over the live line.
import { perform } from "./deeds";
import type { Chat } from "./chat";

const PAUSE_MS = 300;

/** The words after the bot's own name, or null when the line is no inline query. */
export function inlineWords(draft: string, botUsername: string): string | null {
  const start = `@${botUsername} `;
  return draft.toLowerCase().startsWith(start.toLowerCase()) ? draft.slice(start.length) : null;
}

/** Asks once the hand rests; the returned function calls it off. */
export function askSoon(chat: Chat, words: string): () => void {
  const timer = window.setTimeout(() => void perform(chat, { inline: { query: words } }), PAUSE_MS);
  return () => clearTimeout(timer);
}

export async function choose(chat: Chat, queryId: string, resultId: string): Promise<void> {
  const done = await perform(chat, { choose: { inline_query_id: queryId, result_id: resultId } });
  if (!done) return;
  chat.inline.value = null;
  chat.draft.value = "";
}
