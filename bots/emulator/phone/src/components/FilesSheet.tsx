// The chosen, dropped or pasted files before they go: look, caption, as pictures or as documents.
import { useSignal } from "@preact/signals";

import { measured } from "../recording";
import { type FileKind, type Parcel, sendFiles } from "../state/deeds";
import { t } from "../words";
import { useChat } from "./chat-context";
import { FilePreview } from "./FilePreview";
import { Sheet } from "./Sheet";

/** Bot API: an album has 2 to 10 parts. */
const MOST_FILES = 10;

function kindOf(file: File, asDocument: boolean): FileKind {
  if (asDocument) return "document";
  // Telegram's own apps send drawings (SVG) and unknown pictures as documents.
  if (/^image\/(jpeg|png|webp|gif|bmp)$/.test(file.type)) return "photo";
  if (file.type.startsWith("video/")) return "video";
  return file.type.startsWith("audio/") ? "audio" : "document";
}

/** Documents and music cannot share an album with pictures: then everything goes as documents. */
function parcels(files: File[], asDocuments: boolean): Parcel[] {
  const made = files.map((file): Parcel => ({ file, kind: kindOf(file, asDocuments) }));
  const kinds = new Set(made.map(({ kind }) => kind));
  const fits = kinds.size === 1 || [...kinds].every((kind) => kind === "photo" || kind === "video");
  return fits ? made : files.map((file) => ({ file, kind: "document" }));
}

export function FilesSheet({ files, asDocuments, onClose }: { files: File[]; asDocuments: boolean; onClose: () => void }) {
  const chat = useChat();
  const plain = useSignal(asDocuments);
  const caption = useSignal("");
  const sending = useSignal(false);
  const some = files.slice(0, MOST_FILES);
  const visual = some.some((file) => /^(image|video)\//.test(file.type));

  const send = async (event: Event) => {
    event.preventDefault();
    sending.value = true;
    const details = some.length === 1 ? await measured(some[0]!) : {};
    const went = await sendFiles(chat, parcels(some, plain.value), { ...details, caption: caption.value.trim() });
    sending.value = false;
    if (went) onClose();
  };
  return (
    <Sheet title={t("files.title", { count: some.length })} onClose={onClose}>
      <form class="files" onSubmit={(event) => void send(event)}>
        <ul class="previews">
          {some.map((file, index) => (
            <FilePreview key={index} file={file} plain={plain.value} />
          ))}
        </ul>
        {files.length > MOST_FILES && <p class="sheet-text">{t("files.too-many", { most: MOST_FILES })}</p>}
        {visual && (
          <label class="check">
            <input type="checkbox" checked={plain.value} onChange={(event) => (plain.value = event.currentTarget.checked)} />
            {t("files.as-documents")}
          </label>
        )}
        <input
          type="text"
          data-autofocus
          class="field"
          maxLength={1024}
          aria-label={t("files.caption")}
          placeholder={t("files.caption")}
          value={caption.value}
          onInput={(event) => (caption.value = event.currentTarget.value)}
        />
        <button type="submit" class="wide-button" disabled={sending.value}>
          {sending.value ? t("files.sending") : t("files.send")}
        </button>
      </form>
    </Sheet>
  );
}
