import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

import { Icon } from "../components/Icon";
import { openCase } from "../state/case";
import { playingTime } from "../texts/format";
import { t } from "../texts/texts";
import type { Attachment } from "../types";

interface Still {
  at: number;
  url: string;
}

/** Single pictures of a film, drawn in this page from what is on the screen; kept only if saved. */
export function Stills({ of, file }: { of: RefObject<HTMLVideoElement | null>; file: Attachment }) {
  const stills = useSignal<readonly Still[]>([]);
  const failed = useSignal(false);
  useEffect(() => () => stills.peek().forEach(({ url }) => URL.revokeObjectURL(url)), []);

  async function take() {
    const film = of.current;
    const drawn = film && (await drawnFrom(film));
    failed.value = !drawn;
    if (film && drawn) stills.value = [...stills.value, { at: film.currentTime, url: URL.createObjectURL(drawn) }];
  }

  return (
    <div class="stills">
      <button type="button" onClick={() => void take()}>
        <Icon name="photo" size={14} /> {t("still.take")}
      </button>
      {failed.value && (
        <p class="problem" role="alert">
          {t("still.impossible")}
        </p>
      )}
      <ul>
        {stills.value.map((still) => (
          <li key={still.url}>
            <button type="button" aria-label={t("still.seek", { time: playingTime(still.at) })} onClick={() => seek(of.current, still.at)}>
              <img src={still.url} alt="" />
            </button>
            <a href={still.url} download={nameOf(still, file)}>
              {playingTime(still.at)} <Icon name="download" size={12} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function drawnFrom(film: HTMLVideoElement): Promise<Blob | null> {
  if (!film.videoWidth) return Promise.resolve(null);
  const canvas = document.createElement("canvas");
  canvas.width = film.videoWidth;
  canvas.height = film.videoHeight;
  canvas.getContext("2d")?.drawImage(film, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function seek(film: HTMLVideoElement | null, at: number): void {
  if (film) film.currentTime = at;
}

const nameOf = (still: Still, file: Attachment): string =>
  `${openCase.peek()?.number ?? file.id}-${playingTime(still.at).replace(":", "-")}.png`;
