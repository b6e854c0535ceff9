import { useSignal } from "@preact/signals";

import { Dialog } from "../components/Dialog";
import { mayApprove } from "../state/rights";
import { user } from "../state/session";
import { t } from "../texts/texts";
import { exportAddress } from "./api";
import { ImportForm } from "./ImportForm";
import { FORMATS } from "./types";

/** All articles as files, and files as articles. */
export function Exchange() {
  const open = useSignal<"export" | "import" | null>(null);
  const close = () => (open.value = null);
  return (
    <>
      <button type="button" onClick={() => (open.value = "export")}>
        {t("exchange.export")}
      </button>
      {mayApprove(user.value) && (
        <button type="button" onClick={() => (open.value = "import")}>
          {t("exchange.import")}
        </button>
      )}
      {open.value === "export" && (
        <Dialog title={t("exchange.export")} onClose={close}>
          <ul class="picks">
            {FORMATS.map((one) => (
              <li key={one}>
                <a href={exportAddress(one)} download>
                  {t(`exchange_format.${one}`)}
                </a>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
      {open.value === "import" && (
        <Dialog title={t("exchange.import")} onClose={close}>
          <ImportForm />
        </Dialog>
      )}
    </>
  );
}
