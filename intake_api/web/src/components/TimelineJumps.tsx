import { t } from "../texts/texts";
import { Icon } from "./Icon";
import type { Reading } from "./useReading";

/** The ways to what is out of sight: up to the first new message, down to the end. */
export function TimelineJumps({ reading }: { reading: Reading }) {
  const { isAway, below, isNewAbove, toEnd, toFirstNew } = reading;
  return (
    <div class="jumps">
      {isNewAbove.value && (
        <button type="button" data-jump="new" onClick={toFirstNew}>
          <Icon name="up" size={14} /> {t("timeline.to_new")}
        </button>
      )}
      {isAway.value && (
        <button type="button" data-jump="end" data-new={below.value > 0 || undefined} onClick={toEnd}>
          <Icon name="down" size={14} /> {below.value > 0 ? t("timeline.below", { n: below.value }) : t("timeline.to_end")}
        </button>
      )}
    </div>
  );
}
