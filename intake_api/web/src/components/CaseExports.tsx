import { useSignal } from "@preact/signals";

import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { Icon } from "./Icon";
import { useBundle } from "./useBundle";

type Wish = "print" | "save";

/** The case on paper, or as a file with everything in it; what does it is fetched when wanted. */
export function CaseExports({ shown }: { shown: ReportCase }) {
  const wish = useSignal<Wish | null>(null);
  const { bundle, impossible, load } = useBundle(() => import("../exports/exports"), wish.value !== null);
  const Dialog = bundle.value?.CaseFileDialog;
  function press(wanted: Wish) {
    wish.value = wanted;
    if (impossible.value) void load();
  }
  return (
    <span class="case-exports">
      {(["print", "save"] as const).map((one) => (
        <button key={one} type="button" class="plain" aria-label={t(`case_export.${one}`)} title={t(`case_export.${one}`)} onClick={() => press(one)}>
          <Icon name={one === "print" ? "print" : "download"} />
        </button>
      ))}
      {wish.value && impossible.value && (
        <span class="problem" role="alert">
          {t("problem.unreachable")}
        </span>
      )}
      {wish.value && Dialog && <Dialog key={shown.id} shown={shown} wish={wish.value} onClose={() => (wish.value = null)} />}
    </span>
  );
}
