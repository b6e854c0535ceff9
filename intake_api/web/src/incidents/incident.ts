// One incident on its page: loaded, refreshed by the line, and what is done to it.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { problemText } from "../components/problem";
import { heard } from "../state/incidents";
import { fetchIncident } from "./api";
import type { Incident } from "./types";

const PAUSE_MS = 300;

export function useIncident(id: string) {
  const shown = useSignal<Incident | null>(null);
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function load() {
    try {
      shown.value = await fetchIncident(id);
      problem.value = null;
    } catch (error) {
      problem.value = problemText(error);
    }
  }

  useEffect(() => {
    void load();
    let timer = 0;
    const stop = heard.subscribe((event) => {
      const isOurs = shown.peek()?.members.some(({ report }) => report.id === event?.report_id);
      if (!event || event.event === "report_read" || !(isOurs || event.event === "incident_linked")) return;
      clearTimeout(timer);
      timer = setTimeout(() => void load(), PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);

  async function act(what: () => Promise<unknown>): Promise<boolean> {
    busy.value = true;
    problem.value = null;
    try {
      await what();
      await load();
      return true;
    } catch (error) {
      problem.value = problemText(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { shown, problem, busy, load, act };
}
