import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { t } from "../texts/texts";
import { fetchSettings, putSettings } from "./api";
import { percent } from "./numbers";
import { TopicsForm } from "./TopicsForm";
import type { FaqSettings } from "./types";

const TARGETS = [0.8, 0.9, 0.95] as const;

/** How sure an answer must be, how long a citizen may come back, and the topics. */
export function SettingsPage() {
  return (
    <section aria-label={t("faq_page.settings")}>
      <Answers />
      <TopicsForm />
    </section>
  );
}

function Answers() {
  const settings = useSignal<FaqSettings | null>(null);
  const saved = useSignal(false);
  const { busy, problem, attempt } = useAttempt();
  useEffect(() => void attempt(async () => void (settings.value = await fetchSettings())), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const precision = Number(form.get("precision")) as FaqSettings["precision"];
    const asked = { precision, hours: Number(form.get("hours")), foreign: Number(form.get("foreign")) / 100 };
    void attempt(async () => {
      settings.value = await putSettings(asked);
      saved.value = true;
    });
  }

  const now = settings.value;
  return (
    <>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {now && (
        <form class="sheet" onSubmit={submit} onInput={() => (saved.value = false)}>
          <fieldset class="labels">
            <legend>{t("faq_settings.precision")}</legend>
            <p class="quiet">{t("faq_settings.precision_hint")}</p>
            {TARGETS.map((one) => (
              <label key={one} class="tick">
                <input type="radio" name="precision" value={one} defaultChecked={one === now.precision} /> {percent(one)} <span class="quiet">{t(`faq_precision.${Math.round(one * 100)}`)}</span>
              </label>
            ))}
          </fieldset>
          <label>
            {t("faq_settings.hours")}
            <input name="hours" type="number" min={1} max={720} required defaultValue={String(now.hours)} />
          </label>
          <p class="quiet">{t("faq_settings.hours_hint")}</p>
          <label>
            {t("faq_settings.foreign")}
            <input name="foreign" type="number" min={0} max={95} required defaultValue={String(Math.round(now.foreign * 100))} />
          </label>
          <p class="quiet">{t("faq_settings.foreign_hint")}</p>
          <div class="dialog-foot">
            {saved.value && <span role="status">{t("faq_settings.saved")}</span>}
            <button type="submit" class="primary" disabled={busy.value}>
              {t("save")}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
