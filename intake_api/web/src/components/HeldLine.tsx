import { postTakeOver } from "../api/reports";
import { heldBy, wasTakenFromMe } from "../state/held";
import { keyed } from "../state/keyed";
import { timeOfDay } from "../texts/format";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { Cap } from "./Cap";
import { Icon } from "./Icon";
import { useSteps } from "./useSteps";

/** A colleague answers here: who, since when, and the one way to answer instead. */
export function HeldLine({ shown }: { shown: ReportCase }) {
  const { busy, problem, take } = useSteps(shown.id);
  const lease = heldBy(shown);
  if (lease === null) return null;
  const text = wasTakenFromMe(shown, lease) ? "held.taken" : "held.by";
  return (
    <div class="held">
      <p role="status">
        <Icon name="person" size={14} /> <b>{t(text, { who: lease.holder.position, time: timeOfDay(lease.since) })}</b>{" "}
        <span class="quiet">{t("held.hint")}</span>
      </p>
      <button
        type="button"
        class="primary"
        data-action="take_over"
        {...keyed("KeyT", "held.take_over")}
        disabled={busy}
        onClick={() => void take(() => postTakeOver(shown.id))}
      >
        {t("held.take_over")} <Cap code="KeyT" />
      </button>
      {problem.value && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
