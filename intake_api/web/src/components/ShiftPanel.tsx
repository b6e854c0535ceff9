import { isPanelOpen } from "../state/shift";
import { useBundle } from "./useBundle";

/** The sound, the notes of other shifts and the own one: fetched when it is first opened. */
export function ShiftPanel() {
  const { bundle } = useBundle(() => import("../desk/desk"), isPanelOpen.value);
  const Panel = bundle.value?.ShiftDialog;
  return isPanelOpen.value && Panel ? <Panel /> : null;
}
