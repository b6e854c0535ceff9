import { contentOf, downloadOf } from "../api/reports";
import { isPhoto, viewed } from "../state/viewer";
import { describeFile } from "../texts/format";
import { t } from "../texts/texts";
import type { Attachment } from "../types";
import { AudioPlayer } from "./AudioPlayer";
import { Icon } from "./Icon";

export function AttachmentView({ file }: { file: Attachment }) {
  return (
    <figure class="file" data-kind={file.kind} data-custody={file.custody}>
      <Body file={file} />
      <figcaption>
        {file.custody === "stored" && !isPhoto(file) && describeFile(file)}
        {file.sha256 && <Origin file={file} />}
      </figcaption>
    </figure>
  );
}

function Body({ file }: { file: Attachment }) {
  if (file.custody !== "stored") return <Waiting file={file} />;
  if (isPhoto(file)) return <Photo file={file} />;
  const type = file.media_type ?? "";
  if (type.startsWith("audio/")) return <AudioPlayer file={file} />;
  if (type.startsWith("video/")) return <Video file={file} />;
  return <Download file={file} />;
}

/** The bytes are not here: why, in words. */
function Waiting({ file }: { file: Attachment }) {
  return (
    <p class="waiting" role="status">
      <Icon name="file" /> {describeFile(file)}
      <br />
      <span>{t(`custody.${file.custody}`)}</span>
    </p>
  );
}

function Photo({ file }: { file: Attachment }) {
  return (
    <button type="button" class="thumbnail" aria-label={t("photo.open")} onClick={() => (viewed.value = file.id)}>
      <img src={contentOf(file.id)} alt="" loading="lazy" decoding="async" />
    </button>
  );
}

function Video({ file }: { file: Attachment }) {
  return (
    <video
      src={contentOf(file.id)}
      controls
      playsInline
      preload="metadata"
      aria-label={describeFile(file)}
      data-round={file.kind === "video_note" || undefined}
    />
  );
}

function Download({ file }: { file: Attachment }) {
  return (
    <a class="button" href={downloadOf(file.id)} download={file.name ?? ""}>
      <Icon name="download" /> <bdi>{file.name ?? t("attachment.download")}</bdi>
    </a>
  );
}

/** What a court asks: the type as we saw it, the hash, and the original bytes. */
function Origin({ file }: { file: Attachment }) {
  return (
    <details>
      <summary>{t("attachment.details")}</summary>
      <p>
        {describeFile(file)}
        {file.media_type && ` · ${file.media_type}`}
        {file.name && (
          <>
            {" · "}
            <bdi>{file.name}</bdi>
          </>
        )}
      </p>
      <p class="hash">SHA-256 {file.sha256}</p>
      <a href={downloadOf(file.id)} download={file.name ?? ""}>
        {t("attachment.download")}
      </a>
    </details>
  );
}
