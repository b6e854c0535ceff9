import { useSignal } from "@preact/signals";

import { keyed } from "../state/keyed";
import { isClosed } from "../state/membership";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { Cap } from "./Cap";
import { fetchDesk } from "./fetchDesk";
import { Later } from "./Later";

/** What is wrong about a report is put right, and whose it is can change: both asked for in dialogs. */
export function Corrections({ shown }: { shown: ReportCase }) {
  const asking = useSignal<"correct" | "owner" | null>(null);
  const close = () => (asking.value = null);
  if (shown.details.erased_at) return null;
  return (
    <>
      <button type="button" {...keyed("KeyE", "correct.button")} onClick={() => (asking.value = "correct")}>
        {t("correct.button")} <Cap code="KeyE" />
      </button>
      {!isClosed(shown) && (
        <button type="button" {...keyed("KeyG", "owner.button")} onClick={() => (asking.value = "owner")}>
          {t("owner.button")} <Cap code="KeyG" />
        </button>
      )}
      {asking.value && (
        <Later fetch={fetchDesk} meanwhile={null}>
          {({ CorrectionDialog, OwnerDialog }) =>
            asking.value === "owner" ? <OwnerDialog shown={shown} onClose={close} /> : <CorrectionDialog shown={shown} onClose={close} />
          }
        </Later>
      )}
    </>
  );
}
