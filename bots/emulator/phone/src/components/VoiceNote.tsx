// A voice message or a piece of music: play button, how far it is, how long it takes.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { fileAddress } from "../api/control";
import type { Media } from "../api/telegram";
import { length } from "../format";
import { t } from "../words";
import { Icon } from "./Icon";

export function VoiceNote({ media }: { media: Media }) {
  const audio = useRef<HTMLAudioElement>(null);
  const plays = useSignal(false);
  const at = useSignal(0);
  const total = useSignal(media.duration ?? 0);

  const toggle = () => void (plays.value ? audio.current?.pause() : audio.current?.play().catch(() => undefined));
  const learnLength = () => {
    // Recordings of a browser do not know their own length until they have been played.
    const found = audio.current?.duration ?? 0;
    if (Number.isFinite(found) && found > 0) total.value = found;
  };
  const name = media.title ?? media.file_name;
  return (
    <div class="voice">
      <button type="button" class="round-play" aria-label={plays.value ? t("media.pause") : t("media.play")} onClick={toggle}>
        <Icon name={plays.value ? "pause" : "play"} />
      </button>
      <div class="voice-line">
        {name && <span class="voice-name">{name}</span>}
        <progress max={Math.max(total.value, 1)} value={at.value} aria-label={t("media.progress")} />
        <span class="voice-time">{plays.value ? length(at.value) : length(total.value)}</span>
      </div>
      <audio
        ref={audio}
        preload="metadata"
        src={fileAddress(media.file_id)}
        onLoadedMetadata={learnLength}
        onTimeUpdate={() => (at.value = audio.current?.currentTime ?? 0)}
        onPlay={() => (plays.value = true)}
        onPause={() => (plays.value = false)}
        onEnded={() => (at.value = 0)}
      />
    </div>
  );
}
