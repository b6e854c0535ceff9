import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { Age } from "../components/Age";
import { problemText } from "../components/problem";
import { follow } from "../components/ReportLink";
import { heard, hrefOfIncident, incidentId } from "../state/incidents";
import { t } from "../texts/texts";
import { fetchIncidents } from "./api";
import { IncidentPage } from "./IncidentPage";
import type { IncidentLine } from "./types";

const PAUSE_MS = 500;

/** At /incidents the list of all, below it one of them. */
export function IncidentsFrame() {
  return (
    <main class="admin incidents scroll">
      {incidentId.value ? <IncidentPage key={incidentId.value} id={incidentId.value} /> : <List />}
    </main>
  );
}

function List() {
  const lines = useSignal<IncidentLine[] | null>(null);
  const problem = useSignal<string | null>(null);

  async function load() {
    try {
      lines.value = await fetchIncidents();
      problem.value = null;
    } catch (error) {
      problem.value = problemText(error);
    }
  }
  useEffect(() => {
    void load();
    let timer = 0;
    const stop = heard.subscribe((event) => {
      if (!event?.event.startsWith("incident_") && event?.event !== "state_changed") return;
      clearTimeout(timer);
      timer = setTimeout(() => void load(), PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);

  return (
    <>
      <h1>{t("incidents.title")}</h1>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}{" "}
          <button type="button" class="link" onClick={() => void load()}>
            {t("try_again")}
          </button>
        </p>
      )}
      {lines.value === null && !problem.value && <p class="empty">{t("loading")}</p>}
      {lines.value?.length === 0 && <p class="empty quiet">{t("incidents.empty")}</p>}
      <ul class="incident-list">
        {lines.value?.map((one) => (
          <li key={one.id} data-incident={one.number}>
            <a href={hrefOfIncident(one.id)} onClick={(event) => follow(event, hrefOfIncident(one.id))}>
              <b>{one.number}</b> <bdi class="cut">{one.title}</bdi>
              <span class="grow" />
              <span>{t("incident.reports", { n: one.reports })}</span>
              <span class="quiet">{t("incidents.open", { n: one.open })}</span>
              <Age since={one.changed_at} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
