import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { AttachmentView } from "../components/AttachmentView";
import { follow, ReportLink } from "../components/ReportLink";
import { Undo, type Undone } from "../components/Undo";
import { HREF_OF_INCIDENTS } from "../state/incidents";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import * as api from "./api";
import { useIncident } from "./incident";
import { sendNow } from "./pending";
import { Points } from "./Points";
import { Reasons } from "./Reasons";
import { ReportLine } from "./ReportLine";
import { TellAll } from "./TellAll";
import type { Incident, Member } from "./types";

/** All that several citizens tell of one event: their reports, files and places; and a word to all. */
export function IncidentPage({ id }: { id: string }) {
  const { shown, problem, busy, load, act } = useIncident(id);
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const undone = useSignal<Undone | null>(null);
  useEffect(() => sendNow, []);
  const found = shown.value;

  async function splitOff() {
    const reports = [...chosen.peek()];
    const rest = found?.members.find(({ report }) => !chosen.peek().has(report.id))?.report.id;
    const [first] = reports;
    const done = await act(() => api.split(id, reports));
    if (!done || !first || !rest) return;
    chosen.value = new Set();
    const text = t("incident.split_done", { n: reports.length });
    undone.value = { text, undo: () => void takeBack(reports, rest) };
  }

  async function takeBack(reports: readonly string[], rest: string) {
    // The first brings along all that went with it.
    const done = await act(() => api.link(rest, reports[0] ?? ""));
    if (done) undone.value = { text: t("incident.undone"), undo: null };
  }

  return (
    <>
      <p>
        <a href={HREF_OF_INCIDENTS} onClick={(event) => follow(event, HREF_OF_INCIDENTS)}>
          {t("incidents.title")}
        </a>
      </p>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}{" "}
          <button type="button" class="link" onClick={() => void load()}>
            {t("try_again")}
          </button>
        </p>
      )}
      {found === null && !problem.value && <p class="empty">{t("loading")}</p>}
      {found && (
        <>
          <Head shown={found} busy={busy.value} onTitle={(title) => act(() => api.rename(id, title))} />
          {found.ended_at && <p class="quiet">{t("incident.ended", { time: fullTime(found.ended_at) })}</p>}
          <Undo of={undone.value} />
          <div class="incident-parts">
            <section aria-label={t("incident.members")}>
              <h2>{t("incident.reports", { n: found.members.length })}</h2>
              <ul class="sames">
                {found.members.map((member) => (
                  <Line key={member.report.id} member={member} chosen={chosen.value.has(member.report.id)} onChoose={() => (chosen.value = toggled(chosen.peek(), member.report.id))} />
                ))}
              </ul>
              {found.members.length > 1 && (
                <button
                  type="button"
                  data-act="split"
                  disabled={busy.value || chosen.value.size === 0 || chosen.value.size === found.members.length}
                  onClick={() => void splitOff()}
                >
                  {t("incident.split", { n: chosen.value.size })}
                </button>
              )}
            </section>
            <div>
              {found.members.length > 0 && <TellAll shown={found} onDone={() => void load()} />}
              <Points of={found.points} />
              <Files of={found.files} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

function Head({ shown, busy, onTitle }: { shown: Incident; busy: boolean; onTitle: (title: string) => Promise<boolean> }) {
  function submit(event: SubmitEvent) {
    event.preventDefault();
    void onTitle(String(new FormData(event.currentTarget as HTMLFormElement).get("title")));
  }
  return (
    <form class="incident-head" onSubmit={submit}>
      <h1>{shown.number}</h1>
      <input key={shown.title} name="title" maxLength={200} defaultValue={shown.title} aria-label={t("incident.name")} placeholder={t("incident.name")} />
      <button type="submit" disabled={busy}>
        {t("incident.rename")}
      </button>
    </form>
  );
}

function Line({ member, chosen, onChoose }: { member: Member; chosen: boolean; onChoose: () => void }) {
  const { report, reasons, linked_at, linked_by } = member;
  return (
    <ReportLine row={report}>
      <p class="same-foot">
        <label class="tick">
          <input type="checkbox" checked={chosen} onChange={onChoose} aria-label={t("incident.choose", { number: report.number })} />
        </label>
        <Reasons of={reasons} />
        <span class="grow" />
        <span class="quiet" title={fullTime(linked_at)}>
          {linked_by}
        </span>
      </p>
    </ReportLine>
  );
}

function Files({ of }: { of: Incident["files"] }) {
  if (of.length === 0) return null;
  return (
    <section aria-label={t("incident.files")}>
      <h2>{t("incident.files")}</h2>
      <ul class="incident-files">
        {of.map(({ attachment, number, report_id }) => (
          <li key={attachment.id}>
            <AttachmentView file={attachment} />
            <ReportLink id={report_id}>{number}</ReportLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}
