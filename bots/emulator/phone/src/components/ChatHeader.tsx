// Who one talks with, whether the line is up, and the phone's menu.
import { useSignal } from "@preact/signals";

import type { LineState } from "../api/line";
import { fullName } from "../state/phones";
import { type WordId, t } from "../words";
import { Avatar } from "./Avatar";
import { useChat } from "./chat-context";
import { HeaderMenu } from "./HeaderMenu";
import { IconButton } from "./IconButton";

const LINE: Record<LineState, WordId> = {
  connecting: "line.connecting",
  online: "line.online",
  reconnecting: "line.reconnecting",
  gone: "line.gone",
};

const ACTIONS: Record<string, WordId> = {
  typing: "action.typing",
  upload_photo: "action.photo",
  upload_video: "action.video",
  record_voice: "action.voice",
  upload_voice: "action.voice",
  upload_document: "action.document",
  find_location: "action.location",
};

export function ChatHeader() {
  const chat = useChat();
  const menu = useSignal(false);
  const bot = chat.profile.value;
  const action = chat.action.value;
  const status = action ? (ACTIONS[action] ?? "action.typing") : LINE[chat.line.value];
  return (
    <header class="chat-head">
      <Avatar name={bot.name} seed={bot.id} />
      <div class="chat-title">
        <h1>{bot.name}</h1>
        <p class={`status ${action ? "active" : chat.line.value}`} role="status" data-testid="status">
          {t(status)}
        </p>
      </div>
      <span class="whose" title={t("header.citizen", { name: fullName(chat.citizen.value) })}>
        <Avatar name={fullName(chat.citizen.value)} seed={chat.citizenId} small />
        <span class="whose-name">{chat.citizen.value.first_name}</span>
      </span>
      <div class="menu-anchor">
        <IconButton icon="dots" label={t("header.menu")} expanded={menu.value} onClick={() => (menu.value = true)} />
        {menu.value && <HeaderMenu onClose={() => (menu.value = false)} />}
      </div>
    </header>
  );
}
