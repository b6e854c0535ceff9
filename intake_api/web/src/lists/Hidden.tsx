import { useSignal, useSignalEffect } from "@preact/signals";

import { fetchCount } from "../api/queue";
import { conditionName } from "../components/conditions";
import { type Condition, conditions, queueQuery, removeCondition, searchFor, searchText } from "../state/route";
import { t } from "../texts/texts";
import type { Matching } from "../types";

interface Reason {
  without: Condition;
  found: Matching;
}

/** Which filter hides how much: what there would be without it. */
export function Hidden() {
  const reasons = useSignal<readonly Reason[]>([]);
  useSignalEffect(() => {
    const asked = queueQuery.value;
    const all = searchText.value ? [...conditions.value, { name: "text" as const, value: searchText.value }] : conditions.value;
    void Promise.all(all.map((one) => without(asked, one))).then(
      (found) => {
        if (queueQuery.peek() === asked) reasons.value = found.filter((one) => one.found.count > 0);
      },
      () => undefined,
    );
  });
  if (reasons.value.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.value.map(({ without: one, found }) => (
        <li key={`${one.name}:${one.value}`}>
          <button type="button" class="link" onClick={() => (one.name === "text" ? searchFor("") : removeCondition(one))}>
            {t("hidden.without", { name: conditionName(one), n: found.is_more ? t("count.more", { n: found.count }) : found.count })}
          </button>
        </li>
      ))}
    </ul>
  );
}

async function without(asked: string, one: Condition): Promise<Reason> {
  const query = new URLSearchParams(asked);
  if (one.name === "text") query.delete("text");
  else query.delete(one.name, one.value);
  return { without: one, found: await fetchCount(query) };
}
