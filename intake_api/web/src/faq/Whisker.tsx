import { t } from "../texts/texts";
import { interval } from "./numbers";
import type { Share } from "./types";

const WIDTH = 120;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;

/** A share and how sure it is: the bar ends at it, the whisker spans what it may be. */
export function Whisker({ share, n }: { share: Share | null; n: number }) {
  if (share === null) return <span class="quiet">{t("share.none")}</span>;
  const [low, high] = [share.low * WIDTH, share.high * WIDTH];
  return (
    <span class="share">
      <svg class="bar" width={WIDTH} height={HEIGHT} aria-hidden="true">
        <rect class="bar-ground" y={3} width={WIDTH} height={HEIGHT - 6} />
        <rect class="bar-fill" y={3} width={share.value * WIDTH} height={HEIGHT - 6} />
        <path class="bar-whisker" d={`M${low} 2V${HEIGHT - 2}M${low} ${MIDDLE}H${high}M${high} 2V${HEIGHT - 2}`} />
      </svg>
      <span>{interval(share, n)}</span>
    </span>
  );
}
