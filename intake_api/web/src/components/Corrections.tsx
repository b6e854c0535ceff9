import { useSignal } from "@preact/signals";

import { keyed } from "../state/keyed";
import { isClosed } from "../state/membership";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { Cap } from "./Cap";
import { useBundle } from "./useBundle";

/** What is wrong about a report is put right, and whose it is can change: both asked for in dialogs. */
export function Corrections({ shown }: { shown: ReportCase }) {
  const asking = useSignal<"correct" | "owner" | null>(null);
  const { bundle, impossible, load } = useBundle(() => import("../desk/desk"), asking.value !== null);
  const close = () => (asking.value = null);

  function ask(what: "correct" | "owner") {
    asking.value = what;
    if (impossible.value) void load();
  }

  if (shown.details.erased_at) return null;
  return (
    <>
      <button type="button" {...keyed("KeyE", "correct.button")} onClick={() => ask("correct")}>
        {t("correct.button")} <Cap code="KeyE" />
      </button>
      {!isClosed(shown) && (
        <button type="button" {...keyed("KeyG", "owner.button")} onClick={() => ask("owner")}>
          {t("owner.button")} <Cap code="KeyG" />
        </button>
      )}
      {asking.value && impossible.value && (
        <p class="problem" role="alert">
          {t("problem.unreachable")}
        </p>
      )}
      {bundle.value && asking.value === "correct" && <bundle.value.CorrectionDialog shown={shown} onClose={close} />}
      {bundle.value && asking.value === "owner" && <bundle.value.OwnerDialog shown={shown} onClose={close} />}
    </>
  );
}
