import { isPanelOpen } from "../state/shift";
import { isOverlayOpen, isPaletteOpen } from "../state/shortcuts";
import { fetchDesk } from "./fetchDesk";
import { Later } from "./Later";

/** The shift, the keys, the commands: fetched when one of them is first opened. */
export function DeskDialogs() {
  if (!isPanelOpen.value && !isOverlayOpen.value && !isPaletteOpen.value) return null;
  return (
    <Later fetch={fetchDesk} meanwhile={null}>
      {({ KeysDialog, PaletteDialog, ShiftDialog }) => (
        <>
          {isPanelOpen.value && <ShiftDialog />}
          {isOverlayOpen.value && <KeysDialog />}
          {isPaletteOpen.value && <PaletteDialog />}
        </>
      )}
    </Later>
  );
}
