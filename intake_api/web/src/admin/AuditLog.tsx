import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { Icon } from "../components/Icon";
import { ReportLink } from "../components/ReportLink";
import { useAttempt } from "../components/useAttempt";
import { fullTime } from "../texts/format";
import { known, t } from "../texts/texts";
import { auditExport, fetchAudit, fetchAuditActions, fetchStaff } from "./api";
import { Problem } from "./Problem";
import type { AuditEntry, Person } from "./types";

/** Who did what and who saw what. Looking here is noted too. */
export function AuditLog() {
  const entries = useSignal<readonly AuditEntry[] | null>(null);
  const next = useSignal<string | null>(null);
  const people = useSignal<readonly Person[]>([]);
  const actions = useSignal<readonly string[]>([]);
  const asked = useSignal(new URLSearchParams());
  const { busy, problem, attempt } = useAttempt();

  const load = (query: URLSearchParams, after: string | null = null) =>
    attempt(async () => {
      const page = await fetchAudit(after ? new URLSearchParams([...query, ["after", after]]) : query);
      entries.value = after ? [...(entries.peek() ?? []), ...page.items] : page.items;
      next.value = page.next;
      asked.value = query;
    });

  useEffect(() => {
    void load(new URLSearchParams());
    void attempt(async () => {
      [people.value, actions.value] = await Promise.all([fetchStaff(), fetchAuditActions()]);
    });
  }, []);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    void load(queryOf(new FormData(event.currentTarget as HTMLFormElement)));
  }

  return (
    <section aria-label={t("admin.audit")}>
      <p class="quiet">{t("audit.hint")}</p>
      <form class="fields" onSubmit={submit}>
        <label>
          {t("audit.who")}
          <select name="actor_id">
            <option value="">{t("audit.anybody")}</option>
            {people.value.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name} ({one.login})
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("audit.what")}
          <select name="action">
            <option value="">{t("audit.anything")}</option>
            {actions.value.map((one) => (
              <option key={one} value={one}>
                {actionText(one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("audit.report")}
          <input name="report" maxLength={64} pattern="[0-9A-Za-z\-]*" spellcheck={false} />
        </label>
        <label>
          {t("audit.from")}
          <input name="from" type="datetime-local" />
        </label>
        <label>
          {t("audit.to")}
          <input name="to" type="datetime-local" />
        </label>
        <button type="submit" class="primary" disabled={busy.value}>
          {t("audit.show")}
        </button>
        <a class="button" href={auditExport(asked.value)} download>
          <Icon name="download" /> CSV
        </a>
      </form>
      <Problem text={problem.value} />
      {entries.value?.length === 0 && <p class="empty quiet">{t("audit.none")}</p>}
      {entries.value && entries.value.length > 0 && (
        <table class="log">
          <thead>
            <tr>
              {(["when", "who", "what", "report", "detail"] as const).map((one) => (
                <th key={one} scope="col">
                  {t(`audit.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.value.map((one) => (
              <Row key={one.id} entry={one} />
            ))}
          </tbody>
        </table>
      )}
      {next.value && (
        <button type="button" disabled={busy.value} onClick={() => void load(asked.value, next.value)}>
          {t("audit.more")}
        </button>
      )}
    </section>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  return (
    <tr>
      <td>
        <time dateTime={entry.at}>{fullTime(entry.at)}</time>
      </td>
      <td>
        <bdi>{entry.name ?? known(`audit_kind.${entry.actor_kind}`, "audit_kind.other")}</bdi>
      </td>
      <td>{actionText(entry.action)}</td>
      <td>{entry.report_id && entry.number && <ReportLink id={entry.report_id}>{entry.number}</ReportLink>}</td>
      <td>
        <code>{entry.detail}</code>
      </td>
    </tr>
  );
}

/** In words where we have them; codes the API may grow as they are. */
function actionText(action: string): string {
  const id = `audit_action.${action}`;
  const text = known(id, id);
  return text === id ? action.replaceAll("_", " ") : text;
}

function queryOf(form: FormData): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, told] of form) {
    const value = String(told).trim();
    if (!value) continue;
    query.set(name, name === "from" || name === "to" ? new Date(value).toISOString() : value);
  }
  return query;
}
