import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { contentOf } from "../api/reports";
import { describeFile } from "../texts/format";
import { t } from "../texts/texts";
import type { Attachment } from "../types";

const SPEEDS = [1, 1.25, 1.5, 2] as const;

export function AudioPlayer({ file }: { file: Attachment }) {
  const sound = useRef<HTMLAudioElement>(null);
  const speed = useSignal<number>(1);

  function faster() {
    const following = SPEEDS[(SPEEDS.indexOf(speed.value as 1) + 1) % SPEEDS.length] ?? 1;
    speed.value = following;
    if (sound.current) sound.current.playbackRate = following;
  }

  return (
    <span class="player">
      <audio ref={sound} src={contentOf(file.id)} controls preload="metadata" aria-label={describeFile(file)} />
      <button type="button" aria-label={t("player.speed", { n: speed.value })} onClick={faster}>
        {speed}×
      </button>
    </span>
  );
}
