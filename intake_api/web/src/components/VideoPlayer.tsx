import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { contentOf } from "../api/reports";
import { describeFile } from "../texts/format";
import { t } from "../texts/texts";
import type { Attachment } from "../types";
import { Icon } from "./Icon";
import { Later } from "./Later";
import { onPlayerKey } from "./playing";
import { Speed } from "./Speed";

export function VideoPlayer({ file }: { file: Attachment }) {
  const film = useRef<HTMLVideoElement>(null);
  const stills = useSignal(false);
  return (
    <div class="film" onKeyDownCapture={(event) => onPlayerKey(event, film.current)}>
      <video
        ref={film}
        src={contentOf(file.id)}
        controls
        playsInline
        preload="metadata"
        aria-label={describeFile(file)}
        data-round={file.kind === "video_note" || undefined}
      />
      <span class="player">
        <Speed of={film} />
        {!stills.value && (
          <button type="button" onClick={() => (stills.value = true)}>
            <Icon name="photo" size={14} /> {t("player.stills")}
          </button>
        )}
      </span>
      {stills.value && <Later fetch={fetchStills}>{({ Stills }) => <Stills of={film} file={file} />}</Later>}
    </div>
  );
}

async function fetchStills() {
  const fetched = await import("../media");
  await fetched.prepare();
  return fetched;
}
