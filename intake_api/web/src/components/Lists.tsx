import { lastDone } from "../state/bulk";
import { choosing } from "../state/selection";
import { listsDialog } from "../state/views";
import { Later } from "./Later";

/** The tools of the list are a bundle of their own, with its texts, fetched when one is first used. */
export async function fetchLists() {
  const lists = await import("../lists");
  await lists.prepare();
  return lists;
}

/** What stands above the list while reports are chosen, and the dialogs of saved views. */
export function ListTools() {
  if (!choosing.value && listsDialog.value === null && lastDone.value === null) return null;
  return (
    <Later fetch={fetchLists} meanwhile={null}>
      {({ Tools }) => <Tools />}
    </Later>
  );
}
