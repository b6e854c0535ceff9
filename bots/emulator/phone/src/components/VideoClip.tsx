// A video in a bubble, with the browser's own controls.
import { fileAddress } from "../api/control";
import type { Media } from "../api/telegram";
import { t } from "../words";

export function VideoClip({ media }: { media: Media }) {
  return (
    <div class="video">
      <video controls preload="metadata" playsInline src={fileAddress(media.file_id)} aria-label={t("kind.video")} />
    </div>
  );
}
