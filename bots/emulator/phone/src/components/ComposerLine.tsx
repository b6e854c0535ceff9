// The line one writes in. Enter sends, Shift+Enter breaks the line, "/" offers the bot's commands,
// the arrow up in an empty line edits the last own message.
import { untracked, useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

import { saveEdit, sendText } from "../state/deeds";
import { askSoon, inlineWords } from "../state/inline";
import { wordsOf } from "../summary";
import { t } from "../words";
import { AttachMenu } from "./AttachMenu";
import { useChat } from "./chat-context";
import { CommandList, matchingCommands } from "./CommandList";
import { ComposerStrip } from "./ComposerStrip";
import { InlineResults } from "./InlineResults";
import { IconButton } from "./IconButton";
import { Recorder } from "./Recorder";

const MOST_HEIGHT_PX = 140;

export function ComposerLine() {
  const chat = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  const commandsOpen = useSignal(false);
  const recording = useSignal(false);
  const { draft } = chat;

  useSignalEffect(() => {
    const editing = chat.editing.value;
    // Untracked: whatever else arrives meanwhile must not put the old words back under the typing hand.
    const entry = editing === null ? undefined : untracked(() => chat.entry(editing));
    if (entry) draft.value = wordsOf(entry.message);
    if (editing !== null || chat.replyTo.value !== null) field.current?.focus();
  });
  useSignalEffect(() => {
    const words = inlineWords(draft.value, chat.bot.username);
    if (words !== null) {
      field.current?.focus();
      return askSoon(chat, words);
    }
    chat.inline.value = null;
    return undefined;
  });
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, MOST_HEIGHT_PX)}px`;
  });

  const typed = draft.value.trim();
  const send = async () => {
    const text = draft.peek().trim();
    if (!text) return;
    draft.value = "";
    const went = chat.editing.peek() === null ? await sendText(chat, text) : await saveEdit(chat, text);
    if (!went && !draft.peek()) draft.value = text;
  };
  const editLast = () => {
    const last = chat.entries.peek().findLast((entry) => !entry.from_bot && wordsOf(entry.message));
    if (last) chat.editing.value = last.message_id;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === "ArrowUp" && !draft.peek()) editLast();
    else if (event.key === "Escape") leave();
  };
  const leave = () => {
    if (chat.editing.peek() !== null) draft.value = "";
    chat.editing.value = null;
    chat.replyTo.value = null;
    chat.quote.value = null;
    commandsOpen.value = false;
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    chat.sheet.value = { kind: "files", files, asDocuments: false };
  };
  const command = (name: string) => {
    commandsOpen.value = false;
    draft.value = "";
    void sendText(chat, name);
    field.current?.focus();
  };

  const commands = chat.profile.value.commands;
  const offered = commandsOpen.value ? commands : matchingCommands(commands, draft.value);
  const placeholder = chat.keyboard.value?.input_field_placeholder ?? t("composer.placeholder");
  if (recording.value) return <Recorder onClose={() => (recording.value = false)} />;
  return (
    <>
      {offered.length > 0 && <CommandList commands={offered} onChoose={command} />}
      <InlineResults />
      <ComposerStrip onClose={leave} />
      <div class="composer-line">
        {commands.length > 0 && (
          <IconButton
            icon={commandsOpen.value ? "close" : "menu"}
            label={t("composer.commands")}
            expanded={commandsOpen.value}
            accent
            onClick={() => (commandsOpen.value = !commandsOpen.value)}
          />
        )}
        <AttachMenu />
        <textarea
          ref={field}
          rows={1}
          aria-label={t("composer.label")}
          placeholder={placeholder}
          value={draft.value}
          onInput={(event) => (draft.value = event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        {chat.keyboard.value?.keyboard && !chat.keyboard.value.is_persistent && (
          <IconButton
            icon={chat.keyboardOpen.value ? "down" : "keyboard"}
            label={chat.keyboardOpen.value ? t("keyboard.hide") : t("keyboard.show")}
            expanded={chat.keyboardOpen.value}
            onClick={() => (chat.keyboardOpen.value = !chat.keyboardOpen.value)}
          />
        )}
        {typed || chat.editing.value !== null ? (
          <IconButton icon={chat.editing.value === null ? "send" : "check"} label={t("composer.send")} accent disabled={!typed} onClick={() => void send()} />
        ) : (
          <IconButton icon="microphone" label={t("composer.voice")} onClick={() => (recording.value = true)} />
        )}
      </div>
    </>
  );
}
