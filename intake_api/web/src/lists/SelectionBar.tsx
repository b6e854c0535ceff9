import { useComputed, useSignal, useSignalEffect } from "@preact/signals";

import { fetchCount } from "../api/queue";
import { rows } from "../state/queue";
import { queueQuery } from "../state/route";
import { allMatching, clearSelection, selectAll, selected, stopChoosing } from "../state/selection";
import { t } from "../texts/texts";
import type { Matching } from "../types";
import { type BulkKind, BulkDialog } from "./BulkDialog";

const KINDS: readonly BulkKind[] = ["transition", "owner", "tags"];

/** How many reports are chosen, and what can be done to them. */
export function SelectionBar() {
  const matching = useSignal<Matching | null>(null);
  const dialog = useSignal<BulkKind | null>(null);
  // Asked again with every change of the list: the number is a promise of what will be changed.
  const shown = useComputed(() => `${queueQuery.value} ${rows.value.length}`);
  useSignalEffect(() => {
    void shown.value;
    void fetchCount(new URLSearchParams(queueQuery.peek())).then((found) => (matching.value = found), () => undefined);
  });
  const n = allMatching.value ? (matching.value?.count ?? 0) : selected.value.size;
  return (
    <div class="selection" role="group" aria-label={t("select.title")}>
      <span role="status">{allMatching.value ? t("select.all_chosen", { n }) : t("select.chosen", { n })}</span>
      <button type="button" class="link" onClick={() => selectAll(rows.value.map((row) => row.id))}>
        {t("select.shown", { n: rows.value.length })}
      </button>
      <AllMatching matching={matching.value} />
      {n > 0 && (
        <button type="button" class="link" onClick={clearSelection}>
          {t("select.none")}
        </button>
      )}
      <span class="selection-acts">
        {KINDS.map((kind) => (
          <button key={kind} type="button" disabled={n === 0} onClick={() => (dialog.value = kind)}>
            {t(`many.${kind}`)}
          </button>
        ))}
        <button type="button" class="plain" onClick={stopChoosing}>
          {t("select.stop")}
        </button>
      </span>
      {dialog.value && <BulkDialog kind={dialog.value} n={n} onClose={() => (dialog.value = null)} />}
    </div>
  );
}

function AllMatching({ matching }: { matching: Matching | null }) {
  if (matching === null || matching.count === 0) return null;
  const n = matching.is_more ? t("count.more", { n: matching.count }) : String(matching.count);
  return (
    <button type="button" class="link" aria-pressed={allMatching.value} onClick={() => (allMatching.value = true)}>
      {t("select.matching", { n })}
    </button>
  );
}
