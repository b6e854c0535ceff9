import { lastDone } from "../state/bulk";
import { choosing } from "../state/selection";
import { deskDialog } from "../state/views";
import { Later } from "./Later";

/** The tools of the list are a bundle of their own, with its texts, fetched when one is first used. */
export async function fetchDesk() {
  const desk = await import("../desk");
  await desk.prepare();
  return desk;
}

/** What stands above the list while reports are chosen, and the dialogs of saved views. */
export function DeskTools() {
  if (!choosing.value && deskDialog.value === null && lastDone.value === null) return null;
  return (
    <Later fetch={fetchDesk} meanwhile={null}>
      {({ Tools }) => <Tools />}
    </Later>
  );
}
