import { fetchAgain, pictureOf } from "../api/media";
import { downloadOf } from "../api/reports";
import { isPhoto, viewed } from "../state/viewer";
import { describeFile, fullTime } from "../texts/format";
import { t } from "../texts/texts";
import type { Attachment } from "../types";
import { AudioPlayer } from "./AudioPlayer";
import { Copyable } from "./Copyable";
import { Icon } from "./Icon";
import { useAttempt } from "./useAttempt";
import { VideoPlayer } from "./VideoPlayer";

export function AttachmentView({ file }: { file: Attachment }) {
  return (
    <figure class="file" data-kind={file.kind} data-custody={file.custody} data-copy={file.redacted_from ? true : undefined}>
      <Body file={file} />
      <figcaption>
        {file.redacted_from && <MadeHere file={file} />}
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
  if (type.startsWith("video/")) return <VideoPlayer file={file} />;
  return <Download file={file} />;
}

/** The bytes are not here: why, in words, and what can be done about it. */
function Waiting({ file }: { file: Attachment }) {
  const { busy, problem, attempt } = useAttempt();
  const isMissed = file.custody === "failed" || file.custody === "too_big";
  return (
    <div class="waiting">
      <p role="status">
        <Icon name="file" /> {describeFile(file)}
        <br />
        <span>{t(`custody.${file.custody}`)}</span>
      </p>
      {isMissed && (
        <button type="button" disabled={busy.value} onClick={() => void attempt(() => fetchAgain(file.id))}>
          {t(`custody.again.${file.custody}`)}
        </button>
      )}
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function Photo({ file }: { file: Attachment }) {
  return (
    <button type="button" class="thumbnail" aria-label={t("photo.open")} onClick={() => (viewed.value = file.id)}>
      <img src={pictureOf(file)} alt="" loading="lazy" decoding="async" />
    </button>
  );
}

function Download({ file }: { file: Attachment }) {
  return (
    <a class="button" href={downloadOf(file.id)} download={file.name ?? ""}>
      <Icon name="download" /> <bdi>{file.name ?? t("attachment.download")}</bdi>
    </a>
  );
}

/** A copy for passing on: who covered what the citizen's own file shows. */
function MadeHere({ file }: { file: Attachment }) {
  return (
    <p title={file.made_at ? fullTime(file.made_at) : undefined}>
      <b>{t("attachment.copy")}</b> <bdi>{file.made_by}</bdi>
    </p>
  );
}

/** What a court asks: the type as we saw it, the hash, and the bytes. */
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
      <p class="hash">
        {"SHA-256"} <Copyable text={file.sha256 ?? ""} label={t("attachment.copy_hash")} />
      </p>
      <a href={downloadOf(file.id)} download={file.name ?? ""}>
        {t(file.redacted_from ? "attachment.download_copy" : "attachment.download")}
      </a>
    </details>
  );
}
