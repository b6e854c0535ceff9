import { lastDone } from "../state/bulk";
import { choosing } from "../state/selection";
import { deskDialog } from "../state/views";
import { t } from "../texts/texts";
import { useBundle } from "./useBundle";

/** The tools of the list are a bundle of their own, fetched when one is first used. */
export const fetchDesk = () => import("../desk");

/** What stands above the list while reports are chosen, and the dialogs of saved views. */
export function DeskTools() {
  const wanted = choosing.value || deskDialog.value !== null || lastDone.value !== null;
  const { bundle, impossible, load } = useBundle(fetchDesk, wanted);
  if (!wanted) return null;
  if (bundle.value) return <bundle.value.Tools />;
  if (!impossible.value) return null;
  return (
    <p class="problem" role="alert">
      {t("problem.unreachable")}{" "}
      <button type="button" class="link" onClick={() => void load()}>
        {t("try_again")}
      </button>
    </p>
  );
}
