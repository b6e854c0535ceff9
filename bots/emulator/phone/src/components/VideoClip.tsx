// A video in a bubble, with the browser's own controls.
import { fileAddress } from "../api/control";
import type { Media } from "../api/telegram";
import { isThere } from "../format";
import { t } from "../words";
import { FileCard } from "./FileCard";

export function VideoClip({ media }: { media: Media }) {
  if (!isThere(media)) return <FileCard media={media} />;
  return (
    <div class="video">
      <video controls preload="metadata" playsInline src={fileAddress(media.file_id)} aria-label={t("kind.video")} />
    </div>
  );
}
