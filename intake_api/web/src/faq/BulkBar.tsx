import { useSignal } from "@preact/signals";

import { Undo, type Undone } from "../components/Undo";
import { useAttempt } from "../components/useAttempt";
import { mayApprove } from "../state/rights";
import { user } from "../state/session";
import { t } from "../texts/texts";
import { type Bulk, giveAll, moveAll, retireAll } from "./bulk";
import { loadRows, rows, ticked } from "./list";
import { colleagues } from "./colleagues";
import { topicName, topics } from "./topics";
import type { ArticleRow } from "./types";

interface Change {
  (rows: readonly ArticleRow[]): Promise<Bulk>;
}

/** One change to all that are ticked, and the way back to what each of them was. */
export function BulkBar() {
  const done = useSignal<Undone | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const chosen = (rows.value ?? []).filter((one) => ticked.value.has(one.id));

  const change = (act: Change) =>
    void attempt(async () => {
      const { count, undo } = await act(chosen);
      done.value = { text: t("bulk.done", { n: count }), undo: count ? () => takeBack(undo) : null };
      await loadRows();
    });

  const takeBack = (undo: Bulk["undo"]) =>
    void attempt(async () => {
      await undo();
      done.value = null;
      await loadRows();
    });

  return (
    <>
      <Undo of={done.value} />
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {chosen.length > 0 && (
        <div class="bulk" role="group" aria-label={t("bulk.title")}>
          <b>{t("bulk.chosen", { n: chosen.length })}</b>
          <Pick name="topic" options={topics.value.map((one) => [one.code, topicName(one.code)])} onPick={(topic) => change((of) => moveAll(of, topic))} />
          <Pick name="owner" options={colleagues.value.map((one) => [one.id, one.name])} onPick={(owner) => change((of) => giveAll(of, owner))} />
          {mayApprove(user.value) && (
            <button type="button" disabled={busy.value} onClick={() => change(retireAll)}>
              {t("retired.retire")}
            </button>
          )}
        </div>
      )}
    </>
  );
}

interface PickProps {
  name: "topic" | "owner";
  options: readonly (readonly [string, string])[];
  onPick: (value: string) => void;
}

function Pick({ name, options, onPick }: PickProps) {
  return (
    <label>
      {t(`bulk.${name}`)}
      <select
        name={`bulk-${name}`}
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = "";
          if (value) onPick(value);
        }}
      >
        <option value="">{t("bulk.choose")}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
