import { openCase } from "../state/case";
import { isPanelOpen } from "../state/shift";
import { isOverlayOpen, isPaletteOpen } from "../state/shortcuts";
import { isChoosingTemplate } from "../state/templates";
import { fetchDesk } from "./fetchDesk";
import { Later } from "./Later";

/** The shift, the keys, the commands, templates: fetched when one of them is first opened. */
export function DeskDialogs() {
  const choosing = isChoosingTemplate.value && openCase.value;
  if (!isPanelOpen.value && !isOverlayOpen.value && !isPaletteOpen.value && !choosing) return null;
  return (
    <Later fetch={fetchDesk} meanwhile={null}>
      {({ KeysDialog, PaletteDialog, ShiftDialog, TemplatesDialog }) => (
        <>
          {isPanelOpen.value && <ShiftDialog />}
          {isOverlayOpen.value && <KeysDialog />}
          {isPaletteOpen.value && <PaletteDialog />}
          {choosing && <TemplatesDialog shown={choosing} />}
        </>
      )}
    </Later>
  );
}
