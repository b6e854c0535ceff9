import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { fetchColleagues } from "../api/colleagues";
import { fetchPage } from "../api/reports";
import { useAttempt } from "../components/useAttempt";
import { newKey } from "../state/keys";
import { user } from "../state/session";
import { endShift, handOver } from "../state/shift";
import { t } from "../texts/texts";
import type { Colleague, ReportRow } from "../types";

const LONGEST = 4000;

/** What the next one must know. Reports that are mine go to whoever is named. */
export function HandoverForm() {
  const colleagues = useSignal<readonly Colleague[]>([]);
  const mine = useSignal<readonly ReportRow[]>([]);
  const key = useRef(newKey());
  const { busy, problem, attempt } = useAttempt();

  async function load() {
    const [people, page] = await Promise.all([
      fetchColleagues(),
      fetchPage(new URLSearchParams({ group: "mine" }), null),
    ]);
    colleagues.value = people.filter((one) => one.id !== user.peek()?.id);
    mine.value = page.items;
  }
  useEffect(() => void attempt(load), []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const wish = {
      text: String(form.get("text")).trim(),
      to: String(form.get("to")) || null,
      reports: form.getAll("report").map(String),
    };
    void attempt(() => handOver(wish, key.current));
  }

  return (
    <form class="handover" onSubmit={submit} onInput={() => (key.current = newKey())}>
      <h3>{t("handover.title")}</h3>
      <label>
        {t("handover.text")}
        <textarea name="text" rows={4} maxLength={LONGEST} required />
      </label>
      <label>
        {t("handover.to")}
        <select name="to">
          <option value="">{t("handover.to_all")}</option>
          {colleagues.value.map((one) => (
            <option key={one.id} value={one.id}>
              {one.position}
              {one.on_shift && ` · ${t("handover.on_shift")}`}
            </option>
          ))}
        </select>
      </label>
      {mine.value.length > 0 && (
        <fieldset>
          <legend>{t("handover.reports")}</legend>
          <p class="quiet">{t("handover.hint")}</p>
          {mine.value.map((row) => (
            <label key={row.id} class="cut">
              <input type="checkbox" name="report" value={row.id} defaultChecked /> {row.number} · {t(`state.${row.state}`)} ·{" "}
              <bdi>{row.excerpt}</bdi>
            </label>
          ))}
        </fieldset>
      )}
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="dialog-foot">
        <button type="button" disabled={busy} onClick={() => void attempt(endShift)}>
          {t("handover.without")}
        </button>
        <button type="submit" class="primary" disabled={busy}>
          {t("handover.send")}
        </button>
      </div>
    </form>
  );
}
