import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

import { t } from "../texts/texts";
import { SPEEDS } from "./playing";

/** How fast a sound or a film plays; the next speed with each press, and round. */
export function Speed({ of }: { of: RefObject<HTMLMediaElement | null> }) {
  const speed = useSignal(1);
  useEffect(() => {
    const media = of.current;
    const tell = () => (speed.value = media?.playbackRate ?? 1);
    media?.addEventListener("ratechange", tell);
    return () => media?.removeEventListener("ratechange", tell);
  }, []);

  function faster() {
    const following = SPEEDS[(SPEEDS.findIndex((one) => one === speed.value) + 1) % SPEEDS.length] ?? 1;
    if (of.current) of.current.playbackRate = following;
  }

  return (
    <button type="button" class="speed" aria-label={t("player.speed", { n: speed.value })} title={t("player.keys")} onClick={faster}>
      {speed}×
    </button>
  );
}
