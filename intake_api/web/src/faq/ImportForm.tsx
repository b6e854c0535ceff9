import { useSignal } from "@preact/signals";

import { useAttempt } from "../components/useAttempt";
import { known, t } from "../texts/texts";
import { importFile } from "./api";
import { Changes } from "./Changes";
import { loadRows } from "./list";
import { FORMATS, type Format, type ImportReport } from "./types";

interface Chosen {
  format: Format;
  file: File;
}

/** First looked at, then taken in: nothing changes before the table was seen. */
export function ImportForm() {
  const chosen = useSignal<Chosen | null>(null);
  const report = useSignal<ImportReport | null>(null);
  const isDone = useSignal(false);
  const { busy, problem, attempt } = useAttempt();

  function look(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const asked = { format: form.get("format") as Format, file: form.get("file") as File };
    void attempt(async () => {
      report.value = await importFile(asked.format, asked.file, true);
      chosen.value = asked;
    });
  }

  const apply = ({ format, file }: Chosen) =>
    void attempt(async () => {
      report.value = await importFile(format, file, false);
      isDone.value = true;
      await loadRows();
    });

  const forget = () => (report.value = null);
  return (
    <form onSubmit={look} onChange={forget}>
      <label>
        {t("exchange.format")}
        <select name="format">
          {FORMATS.map((one) => (
            <option key={one} value={one}>
              {t(`exchange_format.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("exchange.file")}
        <input name="file" type="file" required />
      </label>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {report.value && <Report of={report.value} />}
      {isDone.value && <p role="status">{t("exchange.done")}</p>}
      <div class="dialog-foot">
        <button type="submit" disabled={busy.value}>
          {t("exchange.look")}
        </button>
        {report.value && !isDone.value && (
          <button
            type="button"
            class="primary"
            disabled={busy.value || report.value.items.length === 0 || report.value.problems.length > 0}
            onClick={() => chosen.value && apply(chosen.value)}
          >
            {t("exchange.apply")}
          </button>
        )}
      </div>
    </form>
  );
}

function Report({ of: { items, unchanged, problems } }: { of: ImportReport }) {
  if (problems.length > 0) return <Problems of={problems} />;
  return (
    <div class="import">
      <p>{t("exchange.unchanged", { n: unchanged })}</p>
      <ul class="picks">
        {items.map((one) => (
          <li key={one.id}>
            <details>
              <summary>
                {one.id} <span class="state-mark">{t(one.is_new ? "exchange.new" : "exchange.changed")}</span>
              </summary>
              <Changes of={one.differences} />
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where to look, and what is wrong there. */
function Problems({ of: problems }: { of: ImportReport["problems"] }) {
  return (
    <>
      <p>{t("exchange.faulty")}</p>
      <ul class="findings">
        {problems.map((one, index) => (
          <li key={index} data-severity="error">
            {[one.file, one.line && t("exchange.line", { n: one.line }), one.article, one.about].filter(Boolean).join(" · ")}
            {": "}
            {known(`import_fault.${one.fault.replaceAll("-", "_")}`, "finding.other")}
          </li>
        ))}
      </ul>
    </>
  );
}
