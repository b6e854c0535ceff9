import { useSignalEffect } from "@preact/signals";

import { isPanelOpen } from "../state/shift";
import { isOverlayOpen, isPaletteOpen } from "../state/shortcuts";
import { t } from "../texts/texts";
import { useBundle } from "./useBundle";

/** The shift, the keys, the commands: fetched when one of them is first opened. */
export function DeskDialogs() {
  const wanted = isPanelOpen.value || isOverlayOpen.value || isPaletteOpen.value;
  const { bundle, impossible } = useBundle(() => import("../desk/desk"), wanted);
  // Asked for again the next time a key or a button wants it.
  useSignalEffect(() => {
    if (impossible.value) isPanelOpen.value = isOverlayOpen.value = isPaletteOpen.value = false;
  });
  const desk = bundle.value;
  if (impossible.value) {
    return (
      <p class="banner warn desk-missing" role="alert">
        {t("problem.unreachable")}
      </p>
    );
  }
  if (!desk) return null;
  return (
    <>
      {isPanelOpen.value && <desk.ShiftDialog />}
      {isOverlayOpen.value && <desk.KeysDialog />}
      {isPaletteOpen.value && <desk.PaletteDialog />}
    </>
  );
}
