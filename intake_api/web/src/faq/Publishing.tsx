import { useSignal } from "@preact/signals";

import { Undo, type Undone } from "../components/Undo";
import { useAttempt } from "../components/useAttempt";
import { user } from "../state/session";
import { t } from "../texts/texts";
import { draft, isDirty, stored } from "./editing";
import { mayApprove } from "../state/rights";
import { doNotPublish, publish, retire, returnAs, save } from "./saving";
import { titleOf } from "./titles";

/** False when nothing came of it, and the page says why. */
interface Step {
  (): Promise<boolean>;
}

/** Saving, publishing, taking out of use. Stays at the window's foot while one writes. */
export function Publishing() {
  const { busy, problem, attempt } = useAttempt();
  const later = useSignal("");
  const done = useSignal<Undone | null>(null);
  const article = stored.value;
  if (!article || !draft.value) return null;

  const take = (step: Step, said: string, undo?: () => void) =>
    void attempt(async () => {
      if (!(await step()) || !draft.peek()) return;
      const text = t(said, { name: titleOf(draft.peek()!) });
      done.value = { text, undo: undo ?? null };
    });

  const publishNow = () => take(() => publish(null), "publishing.done");
  const publishLater = () => take(() => publish(new Date(later.value).toISOString()), "publishing.planned");
  const takeOut = () => take(retire, "retired.done", () => take(() => returnAs(article), "restored.done"));

  return (
    <section class="publishing" aria-label={t("publishing.title")}>
      <Undo of={done.value} />
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="choices-line">
        <button type="button" class={mayApprove(user.value) ? "" : "primary"} disabled={busy.value || !isDirty.value} onClick={() => take(save, "publishing.saved")}>
          {t("publishing.save")}
        </button>
        {mayApprove(user.value) && (
          <>
            <button type="button" class="primary" disabled={busy.value} onClick={publishNow}>
              {t("publishing.now")}
            </button>
            <label class="at">
              {t("publishing.at")}
              <input type="datetime-local" name="at" value={later.value} onInput={(event) => (later.value = event.currentTarget.value)} />
            </label>
            <button type="button" disabled={busy.value || !later.value} onClick={publishLater}>
              {t("publishing.later")}
            </button>
            {article.publish_at && (
              <button type="button" disabled={busy.value} onClick={() => take(doNotPublish, "publishing.called_off")}>
                {t("publishing.call_off")}
              </button>
            )}
            <span class="grow" />
            {article.status !== "retired" && (
              <button type="button" disabled={busy.value} onClick={takeOut}>
                {t("retired.retire")}
              </button>
            )}
          </>
        )}
      </div>
    </section>
  );
}
