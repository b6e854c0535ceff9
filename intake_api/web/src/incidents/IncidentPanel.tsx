import { useSignal } from "@preact/signals";

import { follow } from "../components/ReportLink";
import { Undo } from "../components/Undo";
import { hrefOfIncident } from "../state/incidents";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import * as api from "./api";
import { usePanel } from "./panel";
import { Reasons } from "./Reasons";
import { ReportLine } from "./ReportLine";
import type { Panel, Suggestion } from "./types";

/** In the case: which other reports tell of the same event, and which may. */
export function IncidentPanel({ shown }: { shown: ReportCase }) {
  const { panel, problem, undone, busy, load, act: done } = usePanel(shown);
  const folded = useSignal<boolean | null>(null);
  const found = panel.value;
  const isOpen = folded.value === null ? isWorthASight(found) : !folded.value;

  // Whoever has done something here wants to see what came of it.
  const act: typeof done = (...what) => {
    folded.value = false;
    return done(...what);
  };
  const unlink = (id: string, number: string, rest: string | undefined) =>
    act(t("incident.unlinked", { number }), () => api.unlink(id).then(() => api.fetchPanel(shown.id)), rest ? () => api.link(shown.id, id === shown.id ? rest : id) : null);
  const link = (to: string, number: string) =>
    act(t("incident.linked", { number }), () => api.link(shown.id, to), () => api.unlink(found?.incident ? to : shown.id).then(() => api.fetchPanel(shown.id)));
  const decline = ({ report }: Suggestion) =>
    act(t("incident.declined", { number: report.number }), () => api.decline(shown.id, report.id), () => api.takeBackDeclined(shown.id, report.id));

  return (
    <details
      class="told same-event"
      open={isOpen}
      onToggle={(event) => {
        if (event.currentTarget.open !== isOpen) folded.value = !event.currentTarget.open;
      }}
    >
      <summary>
        {t("incident.title")} <Count of={found} />
      </summary>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}{" "}
          {found === null && (
            <button type="button" class="link" onClick={() => void load()}>
              {t("try_again")}
            </button>
          )}
        </p>
      )}
      <Undo of={undone.value} />
      {found?.incident && (
        <p class="incident-name">
          <a href={hrefOfIncident(found.incident.id)} onClick={(event) => follow(event, hrefOfIncident(found.incident?.id ?? ""))}>
            {t("incident.open", { number: found.incident.number })}
          </a>{" "}
          <bdi>{found.incident.title}</bdi>
        </p>
      )}
      <ul class="sames" aria-label={t("incident.members")}>
        {found?.members.map(({ report, reasons }) => (
          <ReportLine key={report.id} row={report}>
            <p class="same-foot">
              {report.id === shown.id ? <span class="quiet">{t("incident.this")}</span> : <Reasons of={reasons} />}
              <span class="grow" />
              <button
                type="button"
                class="link"
                disabled={busy}
                onClick={() => void unlink(report.id, report.number, found.members.find((one) => one.report.id !== report.id)?.report.id)}
              >
                {t("incident.unlink")}
              </button>
            </p>
          </ReportLine>
        ))}
      </ul>
      {found && found.suggestions.length > 0 && (
        <>
          <h3>{t("incident.suggested")}</h3>
          <ul class="sames" aria-label={t("incident.suggested")}>
            {found.suggestions.map((one) => (
              <ReportLine key={one.report.id} row={one.report}>
                <p class="same-foot">
                  <Reasons of={one.reasons} />
                  <span class="grow" />
                  <button type="button" disabled={busy} onClick={() => void link(one.report.id, one.report.number)}>
                    {one.incident ? t("incident.link_to", { number: one.incident.number }) : t("incident.link")}
                  </button>
                  <button type="button" class="link" disabled={busy} onClick={() => void decline(one)}>
                    {t("incident.decline")}
                  </button>
                </p>
              </ReportLine>
            ))}
          </ul>
        </>
      )}
      {found && !found.incident && found.suggestions.length === 0 && <p class="quiet">{t("incident.nothing")}</p>}
      <ByNumber busy={busy.value} onLink={(number) => link(number, number)} />
    </details>
  );
}

/** Only what asks for a decision opens by itself, where there is room for it. */
const isWorthASight = (panel: Panel | null): boolean =>
  panel !== null && panel.suggestions.length > 0 && matchMedia("(min-width: 761px)").matches;

function Count({ of }: { of: Panel | null }) {
  if (of === null) return null;
  return (
    <>
      {of.members.length > 0 && <span class="count">{t("incident.reports", { n: of.members.length })}</span>}{" "}
      {of.suggestions.length > 0 && <span class="count maybe">{t("incident.maybe", { n: of.suggestions.length })}</span>}
    </>
  );
}

/** What nothing suggests, an operator may know. */
function ByNumber({ busy, onLink }: { busy: boolean; onLink: (number: string) => Promise<boolean> }) {
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const number = String(new FormData(form).get("number")).trim();
    if (number && (await onLink(number))) form.reset();
  }
  return (
    <form class="by-number" onSubmit={(event) => void submit(event)}>
      <input name="number" required maxLength={64} spellcheck={false} autocomplete="off" aria-label={t("incident.number")} placeholder={t("incident.number")} />
      <button type="submit" disabled={busy}>
        {t("incident.link")}
      </button>
    </form>
  );
}
