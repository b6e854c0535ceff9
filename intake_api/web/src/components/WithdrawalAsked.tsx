import { useSignal } from "@preact/signals";

import { keepReport, postTransition, type TransitionWish } from "../api/reports";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { ActionDialog } from "./ActionDialog";
import { Age } from "./Age";
import { useSteps } from "./useSteps";

/** The citizen wants an urgent report back: lives may hang on it, so an operator decides. */
export function WithdrawalAsked({ shown }: { shown: ReportCase }) {
  const { busy, problem, take } = useSteps(shown.id);
  const asking = useSignal(false);
  const step = shown.actions.find(({ action }) => action === "withdraw");
  const { withdrawal_asked_at: at, withdrawal_reason: reason } = shown.details;

  async function confirm(wish: TransitionWish) {
    const outcome = await take(() => postTransition(shown.id, wish));
    if (outcome !== "refused") asking.value = false;
  }

  return (
    <section class="withdrawal" aria-label={t("withdrawal.title")}>
      <p>
        <strong>{t("withdrawal.title")}</strong> {at && <Age since={at} />}
      </p>
      {reason && (
        <p class="words">
          <bdi>{reason}</bdi>
        </p>
      )}
      <div class="choices-line">
        {step && (
          <button type="button" data-withdrawal="confirm" disabled={busy} onClick={() => (asking.value = true)}>
            {t("withdrawal.confirm")}
          </button>
        )}
        <button type="button" data-withdrawal="keep" disabled={busy} onClick={() => void take(() => keepReport(shown.id))}>
          {t("withdrawal.keep")}
        </button>
      </div>
      {problem.value && !asking.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {asking.value && step && (
        <ActionDialog
          action={step}
          problem={problem.value}
          busy={busy.value}
          onSubmit={(wish) => void confirm(wish)}
          onClose={() => (asking.value = false)}
        />
      )}
    </section>
  );
}
