import { useSignal } from "@preact/signals";

import type { TransitionWish } from "../api/reports";
import { actionName, rankOf } from "../components/Actions";
import { problemText } from "../components/problem";
import { t } from "../texts/texts";
import { replyToAll, takeStep } from "./api";
import { forget, pending, secondsLeft, sendNow, sendSoon } from "./pending";
import { StepDialog } from "./StepDialog";
import type { Incident, Step } from "./types";

const CLOSED = new Set(["closed", "withdrawn", "rejected", "abandoned"]);

/** A lease and a citizen's wish concern one report. */
const OF_ONE_ALONE = new Set(["open", "release", "withdraw"]);

/** A step or a word for every reporter: seen before, taken back for some seconds, told to each alone. */
export function TellAll({ shown, onDone }: { shown: Incident; onDone: () => void }) {
  const asking = useSignal<Step | null>(null);
  const problem = useSignal<string | null>(null);
  const words = useSignal("");
  const open = shown.members.filter(({ report }) => !CLOSED.has(report.state)).map(({ report }) => report.id);

  const steps = shown.steps.filter((one) => !OF_ONE_ALONE.has(one.action)).sort((a, b) => rankOf(a.action) - rankOf(b.action));

  function soon(text: string, send: (key: string) => Promise<void>, onFailed: () => void) {
    const key = crypto.randomUUID();
    problem.value = null;
    sendSoon({
      text,
      send: () =>
        send(key).then(onDone, (error: unknown) => {
          problem.value = problemText(error);
          onFailed();
        }),
    });
  }

  function step(wish: TransitionWish, reports: readonly string[]) {
    asking.value = null;
    const text = t("tell_all.step_soon", { action: actionName(wish.action), n: reports.length });
    soon(text, (key) => takeStep(shown.id, wish, reports, key), () => undefined);
  }

  function reply(event: SubmitEvent) {
    event.preventDefault();
    const text = words.peek().trim();
    if (!text) return;
    words.value = "";
    // What could not be sent stands in the box again.
    soon(t("tell_all.reply_soon", { n: open.length }), (key) => replyToAll(shown.id, text, open, key), () => (words.value ||= text));
  }

  return (
    <section aria-label={t("tell_all.title")} class="tell-all">
      <h2>{t("tell_all.title")}</h2>
      <p class="quiet">{t("tell_all.hint")}</p>
      <p class="choices-line">
        {steps.map((one) => (
          <button key={one.action} type="button" data-step={one.action} onClick={() => (asking.value = one)}>
            {actionName(one.action)} <span class="count">{one.reports}</span>
          </button>
        ))}
      </p>
      {open.length > 0 && (
        <form onSubmit={reply}>
          <label>
            {t("tell_all.words", { n: open.length })}
            <textarea rows={3} maxLength={4000} required value={words} onInput={(event) => (words.value = event.currentTarget.value)} />
          </label>
          <button type="submit" class="primary">
            {t("tell_all.send")}
          </button>
        </form>
      )}
      <p class="pending" role="status">
        {pending.value && (
          <>
            {pending.value.text} {t("age.seconds", { n: secondsLeft.value })}{" "}
            <button type="button" onClick={forget}>
              {t("undo")}
            </button>{" "}
            <button type="button" class="link" onClick={sendNow}>
              {t("tell_all.now")}
            </button>
          </>
        )}
      </p>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {asking.value && <StepDialog id={shown.id} step={asking.value} onSubmit={step} onClose={() => (asking.value = null)} />}
    </section>
  );
}
