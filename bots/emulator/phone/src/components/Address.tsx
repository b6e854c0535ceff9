// A link: into a tab of its own, or, when it leads to this very bot, to its START button.
import type { ComponentChildren } from "preact";

import { startPayload } from "../entities";
import { asPayload } from "../state/phones";
import { useChat } from "./chat-context";

export function Address({ href, class: look, children }: { href: string; class?: string; children: ComponentChildren }) {
  const chat = useChat();
  const payload = startPayload(href, chat.bot.username);
  if (payload !== null) {
    return (
      <button type="button" class={look ?? "link"} onClick={() => (chat.payload.value = asPayload(payload))}>
        {children}
      </button>
    );
  }
  return (
    <a class={look} href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
