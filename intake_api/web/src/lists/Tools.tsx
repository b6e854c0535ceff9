import { lastDone } from "../state/bulk";
import { choosing } from "../state/selection";
import { listsDialog } from "../state/views";
import { Done } from "./Done";
import { SaveView } from "./SaveView";
import { SelectionBar } from "./SelectionBar";
import { ViewsDialog } from "./ViewsDialog";

/** What stands above the list besides its filters. */
export function Tools() {
  return (
    <>
      {choosing.value && <SelectionBar />}
      {lastDone.value && <Done of={lastDone.value} />}
      {listsDialog.value === "save" && <SaveView />}
      {listsDialog.value === "views" && <ViewsDialog />}
    </>
  );
}
