// Why two reports may be the same, in words: "180 m · 6 min · same category · words: fire, market".
import { duration } from "../texts/format";
import { t } from "../texts/texts";
import type { Reason } from "./types";

export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case "distance":
      return distanceText(reason.metres ?? 0);
    case "time":
      return duration(60 * (reason.minutes ?? 0));
    case "words":
      return reason.words.length > 0 ? t("reason.words", { words: reason.words.join(", ") }) : t("reason.no_words");
    default:
      return t(`reason.${reason.kind}`);
  }
}

function distanceText(metres: number): string {
  return metres < 1000 ? t("distance.metres", { n: metres }) : t("distance.kilometres", { n: (metres / 1000).toFixed(1) });
}
