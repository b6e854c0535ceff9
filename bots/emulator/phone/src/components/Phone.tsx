// One citizen's phone: opens its chat when it appears and hangs up when it goes.
import { useEffect, useMemo } from "preact/hooks";

import type { Bot, Citizen } from "../api/control";
import { Chat } from "../state/chat";
import { activeId, fullName } from "../state/phones";
import { t } from "../words";
import { ChatProvider } from "./chat-context";
import { ChatScreen } from "./ChatScreen";

export function Phone({ citizen, bot }: { citizen: Citizen; bot: Bot }) {
  const chat = useMemo(() => new Chat(citizen.id, bot), [citizen.id, bot.id]);
  useEffect(() => () => chat.close(), [chat]);
  return (
    <ChatProvider value={chat}>
      <section
        class={activeId.value === citizen.id ? "phone active" : "phone"}
        aria-label={t("phone.of", { name: fullName(citizen) })}
        data-user-id={citizen.id}
        onFocusIn={() => (activeId.value = citizen.id)}
      >
        <ChatScreen />
      </section>
    </ChatProvider>
  );
}
