// Hands the phone's chat down to every part of that phone.
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Chat } from "../state/chat";

const ChatContext = createContext<Chat | null>(null);

export const ChatProvider = ChatContext.Provider;

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("no chat around this component");
  return chat;
}
