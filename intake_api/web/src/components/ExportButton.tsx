import { useSignal } from "@preact/signals";

import { t } from "../texts/texts";
import { Icon } from "./Icon";
import { useBundle } from "./useBundle";

/** Saves the list that is looked at as a file; the dialog is fetched by those who do. */
export function ExportButton() {
  const open = useSignal(false);
  const { bundle, impossible, load } = useBundle(() => import("../exports/exports"), open.value);
  const Export = bundle.value?.ExportDialog;
  function press() {
    open.value = true;
    if (impossible.value) void load();
  }
  return (
    <>
      <button type="button" aria-label={t("export.button")} title={t("export.button")} aria-busy={open.value && !Export} onClick={press}>
        <Icon name="download" />
      </button>
      {open.value && impossible.value && (
        <span class="problem" role="alert">
          {t("problem.unreachable")}
        </span>
      )}
      {open.value && Export && <Export onClose={() => (open.value = false)} />}
    </>
  );
}
