// Following a link to the bot by hand: the link, or what it gives to START.
import { useSignal } from "@preact/signals";

import { startPayload } from "../entities";
import { asPayload } from "../state/phones";
import { t } from "../words";
import { useChat } from "./chat-context";
import { Sheet } from "./Sheet";

export function LinkSheet({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const typed = useSignal("");
  const text = typed.value.trim();
  const payload = asPayload(startPayload(text, chat.bot.username) ?? text);
  const follow = (event: Event) => {
    event.preventDefault();
    if (!payload) return;
    chat.payload.value = payload;
    onClose();
  };
  return (
    <Sheet title={t("link.title")} onClose={onClose}>
      <form class="files" onSubmit={follow}>
        <label class="number-field">
          <span>{t("link.label", { bot: chat.bot.username })}</span>
          <input
            type="text"
            class="field"
            data-autofocus
            autocomplete="off"
            aria-invalid={text !== "" && !payload}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </label>
        <p class="sheet-text">{t("link.hint")}</p>
        <button type="submit" class="wide-button" disabled={!payload}>
          {t("link.follow")}
        </button>
      </form>
    </Sheet>
  );
}
