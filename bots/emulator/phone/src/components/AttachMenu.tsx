// What can be sent besides words.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { measured } from "../recording";
import { sendFiles } from "../state/deeds";
import { t } from "../words";
import { useChat } from "./chat-context";
import { IconButton } from "./IconButton";
import { Popup } from "./Popup";
import { PopupItem } from "./PopupItem";

export function AttachMenu() {
  const chat = useChat();
  const open = useSignal(false);
  const media = useRef<HTMLInputElement>(null);
  const documents = useRef<HTMLInputElement>(null);
  const note = useRef<HTMLInputElement>(null);

  const close = () => (open.value = false);
  const pick = (input: HTMLInputElement | null) => {
    close();
    input?.click();
  };
  const take = (input: HTMLInputElement): File[] => {
    const files = [...(input.files ?? [])];
    input.value = "";
    return files;
  };
  const gather = (asDocuments: boolean) => (event: { currentTarget: HTMLInputElement }) => {
    const files = take(event.currentTarget);
    if (files.length) chat.sheet.value = { kind: "files", files, asDocuments };
  };
  const sendNote = async (event: { currentTarget: HTMLInputElement }) => {
    const [file] = take(event.currentTarget);
    if (file) await sendFiles(chat, [{ kind: "video_note", file }], await measured(file));
  };
  return (
    <div class="menu-anchor">
      <IconButton icon="attach" label={t("attach.open")} expanded={open.value} onClick={() => (open.value = true)} />
      {open.value && (
        <Popup label={t("attach.open")} onClose={close} class="above-composer">
          <PopupItem icon="picture" text={t("attach.media")} onClick={() => pick(media.current)} />
          <PopupItem icon="file" text={t("attach.document")} onClick={() => pick(documents.current)} />
          <PopupItem icon="circle" text={t("attach.video-note")} onClick={() => pick(note.current)} />
          <PopupItem icon="pin" text={t("attach.location")} onClick={() => (close(), (chat.sheet.value = { kind: "map", live: false }))} />
          <PopupItem icon="person" text={t("attach.contact")} onClick={() => (close(), (chat.sheet.value = { kind: "contact" }))} />
          <PopupItem icon="more" text={t("attach.more")} onClick={() => (close(), (chat.sheet.value = { kind: "more" }))} />
        </Popup>
      )}
      <input ref={media} hidden type="file" multiple accept="image/*,video/*" data-testid="pick-media" onChange={gather(false)} />
      <input ref={documents} hidden type="file" multiple data-testid="pick-document" onChange={gather(true)} />
      <input ref={note} hidden type="file" accept="video/*" data-testid="pick-video-note" onChange={(event) => void sendNote(event)} />
    </div>
  );
}
