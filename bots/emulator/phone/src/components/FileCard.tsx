// A document: its name, its size, and the way to get it.
import { fileAddress } from "../api/control";
import type { Media } from "../api/telegram";
import { isThere, size } from "../format";
import { t } from "../words";
import { Icon } from "./Icon";

export function FileCard({ media }: { media: Media }) {
  const name = media.file_name ?? t("kind.document");
  if (!isThere(media)) {
    return (
      <div class="file absent">
        <span class="file-mark">
          <Icon name="file" />
        </span>
        <span class="file-words">
          <b>{name}</b>
          <small>{`${size(media.file_size!)} · ${t("media.too-big")}`}</small>
        </span>
      </div>
    );
  }
  return (
    <a
      class="file"
      href={`${fileAddress(media.file_id)}?download=1`}
      download={media.file_name}
      aria-label={t("media.download-name", { name })}
    >
      <span class="file-mark">
        <Icon name="file" />
      </span>
      <span class="file-words">
        <b>{name}</b>
        <small>{media.file_size === undefined ? media.mime_type : size(media.file_size)}</small>
      </span>
    </a>
  );
}
