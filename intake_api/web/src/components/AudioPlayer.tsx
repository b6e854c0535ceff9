import { useRef } from "preact/hooks";

import { contentOf } from "../api/reports";
import { describeFile } from "../texts/format";
import type { Attachment } from "../types";
import { onPlayerKey } from "./playing";
import { Speed } from "./Speed";

export function AudioPlayer({ file }: { file: Attachment }) {
  const sound = useRef<HTMLAudioElement>(null);
  return (
    <span class="player" onKeyDownCapture={(event) => onPlayerKey(event, sound.current)}>
      <audio ref={sound} src={contentOf(file.id)} controls preload="metadata" aria-label={describeFile(file)} />
      <Speed of={sound} />
    </span>
  );
}
