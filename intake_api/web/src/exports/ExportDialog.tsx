import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { isAborted, open } from "../api/http";
import { Dialog } from "../components/Dialog";
import { problemText } from "../components/problem";
import { queueQuery } from "../state/route";
import { user } from "../state/session";
import { language, t } from "../texts/texts";
import { ColumnChoice } from "./ColumnChoice";
import { chosen, IDENTIFYING, inOrder, remember } from "./columns";
import { nameOf, received, save } from "./receiving";

const FORMATS = ["csv", "xlsx", "geojson"] as const;
type Format = (typeof FORMATS)[number];
const SEPARATORS = ["semicolon", "comma"] as const;
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONES = [...new Set([HERE, "Asia/Almaty", "UTC"])].filter(Boolean);

type Step = { is: "choosing" } | { is: "coming"; all: number; done: number | null } | { is: "done"; rows: number };

/** Exactly the list of the queue as a file, which can be called off while it comes. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const format = useSignal<Format>("xlsx");
  const step = useSignal<Step>({ is: "choosing" });
  const problem = useSignal<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function fetchFile(form: FormData) {
    const mine = (stop.current = new AbortController());
    problem.value = null;
    step.value = { is: "coming", all: 0, done: null };
    try {
      const answer = await open(`/v1/exports/reports?${wishOf(form, format.value)}`, mine.signal);
      const all = Number(answer.headers.get("Qulaq-Rows"));
      step.value = { is: "coming", all, done: null };
      const file = await received(answer, ({ lines }) => {
        // A workbook comes in one piece at its end; of the others every row is a line.
        if (format.peek() !== "xlsx") step.value = { is: "coming", all, done: Math.max(0, Math.min(all, lines - 1)) };
      });
      save(file, nameOf(answer, format.peek()));
      remember();
      step.value = { is: "done", rows: all };
    } catch (error) {
      if (!isAborted(error)) problem.value = problemText(error);
      step.value = { is: "choosing" };
    }
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    void fetchFile(new FormData(event.currentTarget as HTMLFormElement));
  }

  const isComing = step.value.is === "coming";
  return (
    <Dialog title={t("export.title")} onClose={onClose}>
      <form class="export" onSubmit={submit}>
        <p class="quiet">{t("export.explained")}</p>
        <fieldset class="choices-of-file" disabled={isComing}>
          <Choices format={format.value} onFormat={(one) => (format.value = one)} />
          <ColumnChoice mayName={user.value?.role === "supervisor"} />
        </fieldset>
        {problem.value && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <State step={step.value} />
        <div class="dialog-foot">
          {isComing ? (
            <button type="button" onClick={() => stop.current?.abort()}>
              {t("export.call_off")}
            </button>
          ) : (
            <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
              {t("close")}
            </button>
          )}
          <button type="submit" class="primary" disabled={isComing || chosen.value.size === 0}>
            {t("export.start")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Choices({ format, onFormat }: { format: Format; onFormat: (format: Format) => void }) {
  return (
    <div class="fields">
      <label>
        {t("export.format")}
        <select name="format" onChange={(event) => onFormat(event.currentTarget.value as Format)}>
          {FORMATS.map((one) => (
            <option key={one} value={one} selected={one === format}>
              {t(`export_format.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {format === "csv" && (
        <label>
          {t("export.separator")}
          <select name="separator">
            {SEPARATORS.map((one) => (
              <option key={one} value={one} selected={(one === "comma") === (language.value === "en")}>
                {t(`export_separator.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t("export.time_zone")}
        <select name="time_zone">
          {ZONES.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      </label>
    </div>
  );
}

function State({ step }: { step: Step }) {
  if (step.is === "choosing") return null;
  if (step.is === "done") {
    return <p role="status">{step.rows === 0 ? t("export.empty") : t("export.done", { n: step.rows })}</p>;
  }
  const { all, done } = step;
  return (
    <p role="status" class="progress">
      {done === null ? <progress aria-label={t("export.title")} /> : <progress aria-label={t("export.title")} max={all || 1} value={done} />}
      <span>{done === null ? t("export.preparing", { n: all }) : t("export.progress", { all, done })}</span>
    </p>
  );
}

/** The list's own question with what the file is to be like. */
function wishOf(form: FormData, format: Format): string {
  const wish = new URLSearchParams(queueQuery.peek());
  wish.set("format", format);
  wish.set("language", language.peek());
  for (const name of ["separator", "time_zone"]) {
    const value = form.get(name);
    if (value) wish.set(name, String(value));
  }
  inOrder().forEach((column) => wish.append("column", column));
  if (IDENTIFYING.some((one) => chosen.peek().has(one))) wish.set("purpose", String(form.get("purpose") ?? "").trim());
  return wish.toString();
}
