// A round video message: a tap plays and stops it.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { fileAddress } from "../api/control";
import type { Media } from "../api/telegram";
import { t } from "../words";
import { Icon } from "./Icon";

export function VideoNote({ media }: { media: Media }) {
  const video = useRef<HTMLVideoElement>(null);
  const plays = useSignal(false);
  const toggle = () => void (plays.value ? video.current?.pause() : video.current?.play().catch(() => undefined));
  return (
    <button
      type="button"
      class="video-note"
      aria-label={plays.value ? t("media.pause") : t("media.play")}
      onClick={toggle}
    >
      <video
        ref={video}
        playsInline
        preload="metadata"
        src={fileAddress(media.file_id)}
        onPlay={() => (plays.value = true)}
        onPause={() => (plays.value = false)}
      />
      {!plays.value && (
        <span class="play-mark">
          <Icon name="play" />
        </span>
      )}
    </button>
  );
}
