import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { t } from "../texts/texts";
import { fetchTargets, putTargets } from "./api";
import { Problem } from "./Problem";
import type { Targets } from "./types";

/** How fast the centre means to be. First answers are told in minutes, ends in hours. */
export function TargetsForm() {
  const targets = useSignal<Targets | null>(null);
  const saved = useSignal(false);
  const { busy, problem, attempt } = useAttempt();
  useEffect(() => void attempt(async () => void (targets.value = await fetchTargets())), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const told = (name: string) => Number(form.get(name));
    const by_priority = [1, 2, 3, 4].map((priority) => ({
      priority,
      first_answer_s: Math.round(told(`answer_${priority}`) * 60),
      close_s: Math.round(told(`close_${priority}`) * 3600),
    }));
    void attempt(async () => {
      targets.value = await putTargets({ sos_unopened_s: told("alarm"), sos_102_s: told("call"), by_priority });
      saved.value = true;
    });
  }

  const now = targets.value;
  return (
    <section aria-label={t("admin.targets")}>
      <p class="quiet">{t("targets.hint")}</p>
      <Problem text={problem.value} />
      {now && (
        <form class="sheet" onSubmit={submit} onInput={() => (saved.value = false)}>
          <div class="fields">
            <label>
              {t("targets.alarm")}
              <input name="alarm" type="number" min={1} max={3600} required defaultValue={String(now.sos_unopened_s)} />
            </label>
            <label>
              {t("targets.call")}
              <input name="call" type="number" min={1} max={3600} required defaultValue={String(now.sos_102_s)} />
            </label>
          </div>
          <table class="numbers">
            <thead>
              <tr>
                <th scope="col">{t("filter.priority")}</th>
                <th scope="col">{t("targets.first_answer")}</th>
                <th scope="col">{t("targets.close")}</th>
              </tr>
            </thead>
            <tbody>
              {now.by_priority?.map((one) => (
                <tr key={one.priority}>
                  <th scope="row">{t(`priority.${one.priority}`)}</th>
                  <td>
                    <input name={`answer_${one.priority}`} type="number" min={0.5} step={0.5} required aria-label={`${t("targets.first_answer")}, ${t(`priority.${one.priority}`)}`} defaultValue={String(one.first_answer_s / 60)} />
                  </td>
                  <td>
                    <input name={`close_${one.priority}`} type="number" min={0.25} step={0.25} required aria-label={`${t("targets.close")}, ${t(`priority.${one.priority}`)}`} defaultValue={String(one.close_s / 3600)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div class="dialog-foot">
            {saved.value && <span role="status">{t("saved")}</span>}
            <button type="submit" class="primary" disabled={busy.value}>
              {t("save")}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
