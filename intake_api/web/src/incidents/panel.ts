// What the open report has in common with others: asked when it opens, and again when something happened.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { problemText } from "../components/problem";
import type { Undone } from "../components/Undo";
import { heard } from "../state/incidents";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import * as api from "./api";
import type { Panel } from "./types";

const PAUSE_MS = 400;
/** A new report may be of the same event; this one may have changed its place or its words. */
const MAY_MATTER = new Set(["report_received", "message_received", "message_edited"]);

export function usePanel(shown: ReportCase) {
  const panel = useSignal<Panel | null>(null);
  const problem = useSignal<string | null>(null);
  const undone = useSignal<Undone | null>(null);
  const busy = useSignal(false);
  const timer = useRef(0);

  async function load() {
    try {
      panel.value = await api.fetchPanel(shown.id);
      problem.value = null;
    } catch (error) {
      // What is on the screen stays; only an empty panel says why it is.
      if (panel.peek() === null) problem.value = problemText(error);
    }
  }

  function loadSoon() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void load(), PAUSE_MS);
  }

  useEffect(() => {
    void load();
    return () => clearTimeout(timer.current);
  }, []);
  useSignalEffect(() => {
    const event = heard.value;
    if (!event) return;
    const isOurs = event.report_id === shown.id && event.event.startsWith("incident_");
    if (isOurs || MAY_MATTER.has(event.event)) loadSoon();
  });

  /** Does it once; ``back`` is how it is taken back. */
  async function act(text: string, what: () => Promise<Panel>, back: (() => Promise<Panel>) | null) {
    if (busy.peek()) return false;
    busy.value = true;
    problem.value = null;
    try {
      panel.value = await what();
      undone.value = { text, undo: back && (() => void act(t("incident.undone"), back, null)) };
      return true;
    } catch (error) {
      problem.value = problemText(error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { panel, problem, undone, busy, load, act };
}
