import { useSignal } from "@preact/signals";

import type { Box } from "../state/drafts";
import { heldBy } from "../state/held";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { HeldLine } from "./HeldLine";
import { Requests } from "./Requests";
import { WritingBox } from "./WritingBox";

const BOXES: readonly Box[] = ["reply", "note"];

/** Words to the citizen, and beside them words for colleagues: two boxes that never look alike. */
export function WritingBoxes({ shown }: { shown: ReportCase }) {
  const box = useSignal<Box>("reply");
  const isHeld = heldBy(shown) !== null;
  return (
    <div class="writing">
      <HeldLine shown={shown} />
      {!isHeld && <Requests report={shown.id} />}
      <div class="segments narrow-only" role="group" aria-label={t("writing.choose")}>
        {BOXES.map((one) => (
          <button key={one} type="button" aria-pressed={box.value === one} onClick={() => (box.value = one)}>
            {t(`${one}.label`)}
          </button>
        ))}
      </div>
      {BOXES.map((one) => (
        <div key={one} class="writing-part" data-active={box.value === one || undefined}>
          <WritingBox box={one} report={shown.id} label={t(`${one}.label`)} locked={one === "reply" && isHeld} />
        </div>
      ))}
    </div>
  );
}
