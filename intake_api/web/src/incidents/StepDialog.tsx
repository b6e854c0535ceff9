import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import type { TransitionWish } from "../api/reports";
import { actionName } from "../components/Actions";
import { Dialog } from "../components/Dialog";
import { problemText } from "../components/problem";
import { known, t } from "../texts/texts";
import { foresee } from "./api";
import type { Planned, Step } from "./types";

const CLOSE_CODES = ["confirmed", "not_confirmed", "prevented", "passed_on", "false", "not_enough_information"] as const;

interface Props {
  id: string;
  step: Step;
  onSubmit: (wish: TransitionWish, reports: readonly string[]) => void;
  onClose: () => void;
}

/** What the step does to each report and what its citizen hears, before anybody does. */
export function StepDialog({ id, step, onSubmit, onClose }: Props) {
  const planned = useSignal<Planned[] | null>(null);
  const left = useSignal<ReadonlySet<string>>(new Set());
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    void foresee(id, step.action)
      .then((found) => (planned.value = found))
      .catch((error: unknown) => (problem.value = problemText(error)));
  }, []);
  const possible = planned.value?.filter((one) => one.to_state !== null && !left.value.has(one.report_id)) ?? [];

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(form.get(name) ?? "").trim();
    const wish: TransitionWish = { action: step.action };
    if (said("reason")) wish.reason = said("reason");
    if (said("close_code")) wish.close_code = said("close_code");
    onSubmit(wish, possible.map((one) => one.report_id));
  }

  function toggle(report: string) {
    const next = new Set(left.peek());
    if (!next.delete(report)) next.add(report);
    left.value = next;
  }

  return (
    <Dialog title={t("tell_all.step", { action: actionName(step.action) })} onClose={onClose}>
      <form onSubmit={submit}>
        {planned.value === null && !problem.value && <p class="quiet">{t("loading")}</p>}
        <ul class="planned">
          {planned.value?.map((one) => (
            <li key={one.report_id} data-possible={one.to_state !== null || undefined}>
              <label class="tick">
                <input
                  type="checkbox"
                  disabled={one.to_state === null}
                  checked={one.to_state !== null && !left.value.has(one.report_id)}
                  onChange={() => toggle(one.report_id)}
                />
                {one.number}
              </label>
              <span>{outcome(one)}</span>
              <span class="quiet">{heard(one)}</span>
            </li>
          ))}
        </ul>
        {step.needs.includes("close_code") && (
          <label>
            {t("dialog.close_code")}
            <select name="close_code" required>
              <option value="">{t("dialog.choose")}</option>
              {CLOSE_CODES.map((one) => (
                <option key={one} value={one}>
                  {t(`close_code.${one}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t(step.needs.includes("reason") ? "dialog.reason" : "dialog.reason_optional")}
          <textarea name="reason" rows={3} required={step.needs.includes("reason")} maxLength={2000} />
        </label>
        {problem.value && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={possible.length === 0}>
            {t("tell_all.do", { n: possible.length })}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function outcome(one: Planned): string {
  if (one.to_state === null) return t("tell_all.impossible", { state: t(`state.${one.from_state}`) });
  return `${t(`state.${one.from_state}`)} → ${t(`state.${one.to_state}`)}`;
}

function heard(one: Planned): string {
  if (one.to_state === null) return "";
  if (one.word === null) return t("tell_all.no_news");
  return one.blocked ? t("tell_all.blocked") : t("tell_all.heard", { word: known(`citizen_word.${one.word}`, "tell_all.news") });
}
