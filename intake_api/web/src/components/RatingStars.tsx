import { t } from "../texts/texts";
import type { Details } from "../types";

const MOST = 5;

export function RatingStars({ rating }: { rating: NonNullable<Details["rating"]> }) {
  return (
    <>
      <span class="stars" role="img" aria-label={t("rating.stars", { n: rating.stars })}>
        {"★".repeat(rating.stars)}
        {"☆".repeat(MOST - rating.stars)}
      </span>
      {rating.words && <> {rating.words}</>}
    </>
  );
}
