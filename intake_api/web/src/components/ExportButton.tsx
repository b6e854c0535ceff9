import { useSignal } from "@preact/signals";

import { t } from "../texts/texts";
import { fetchExports } from "./fetchExports";
import { Icon } from "./Icon";
import { Later } from "./Later";

/** Saves the list that is looked at as a file; the dialog is fetched by those who do. */
export function ExportButton() {
  const open = useSignal(false);
  return (
    <>
      <button type="button" aria-label={t("export.button")} title={t("export.button")} onClick={() => (open.value = true)}>
        <Icon name="download" />
      </button>
      {open.value && (
        <Later fetch={fetchExports} meanwhile={null}>
          {({ ExportDialog }) => <ExportDialog onClose={() => (open.value = false)} />}
        </Later>
      )}
    </>
  );
}
