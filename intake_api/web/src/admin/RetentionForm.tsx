import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { t } from "../texts/texts";
import { fetchRetention, putRetention } from "./api";
import { Problem } from "./Problem";
import type { Retention } from "./types";

/** How long what is kept; what the law and the server's settings decide is shown alone. */
export function RetentionForm() {
  const kept = useSignal<Retention | null>(null);
  const saved = useSignal(false);
  const { busy, problem, attempt } = useAttempt();
  useEffect(() => void attempt(async () => void (kept.value = await fetchRetention())), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const days = Number(new FormData(event.currentTarget as HTMLFormElement).get("journal"));
    void attempt(async () => {
      kept.value = await putRetention(days);
      saved.value = true;
    });
  }

  const now = kept.value;
  return (
    <section aria-label={t("admin.retention")}>
      <Problem text={problem.value} />
      {now && (
        <form class="sheet" onSubmit={submit} onInput={() => (saved.value = false)}>
          <label>
            {t("retention.journal")}
            <input name="journal" type="number" min={1} max={3650} required defaultValue={String(now.journal_days)} />
          </label>
          <p class="quiet">{t("retention.journal_hint")}</p>
          <div class="dialog-foot">
            {saved.value && <span role="status">{t("saved")}</span>}
            <button type="submit" class="primary" disabled={busy.value}>
              {t("save")}
            </button>
          </div>
          <h2>{t("retention.fixed")}</h2>
          <dl class="facts">
            <dt>{t("retention.reports")}</dt>
            <dd>{t("age.days", { n: now.reports_days })}</dd>
            <dt>{t("retention.reopen")}</dt>
            <dd>{t("age.days", { n: now.reopen_days })}</dd>
            <dt>{t("retention.keys")}</dt>
            <dd>{t("age.days", { n: now.keys_days })}</dd>
            <dt>{t("retention.session")}</dt>
            <dd>{t("age.hours", { h: now.session_hours, m: "00" })}</dd>
          </dl>
        </form>
      )}
    </section>
  );
}
