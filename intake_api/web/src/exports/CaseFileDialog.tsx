import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";

import { isAborted, open } from "../api/http";
import { Dialog } from "../components/Dialog";
import { problemText } from "../components/problem";
import { user } from "../state/session";
import { fileSize } from "../texts/format";
import { language, t } from "../texts/texts";
import type { ReportCase } from "../types";
import { printPage } from "./printing";
import { nameOf, received, save } from "./receiving";

interface Props {
  shown: ReportCase;
  wish: "print" | "save";
  onClose: () => void;
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** A case on paper, or as an archive; a name in it needs a purpose, and an archive always does. */
export function CaseFileDialog({ shown, wish, onClose }: Props) {
  const named = useSignal(false);
  const bytes = useSignal<number | null>(null);
  const problem = useSignal<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const mayName = shown.conversation.identified && user.value?.role !== "admin";

  async function act(purpose: string) {
    const mine = (stop.current = new AbortController());
    problem.value = null;
    bytes.value = 0;
    const asked = new URLSearchParams({ language: language.peek(), time_zone: HERE, purpose, identity: String(named.peek()) });
    try {
      const answer = await open(`/v1/reports/${shown.id}/${wish === "print" ? "card" : "archive"}?${asked}`, mine.signal);
      if (wish === "print") await printPage(await answer.text());
      else save(await received(answer, (progress) => (bytes.value = progress.bytes)), nameOf(answer, `${shown.number}.zip`));
      onClose();
    } catch (error) {
      if (!isAborted(error)) problem.value = problemText(error);
    }
    bytes.value = null;
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    void act(String(new FormData(event.currentTarget as HTMLFormElement).get("purpose") ?? "").trim());
  }

  const needsPurpose = wish === "save" || named.value;
  return (
    <Dialog title={t(`case_export.${wish}`)} onClose={onClose}>
      <form class="export" onSubmit={submit}>
        <p class="quiet">{t(`case_export_explained.${wish}`)}</p>
        {mayName && (
          <label class="check">
            <input type="checkbox" checked={named.value} onChange={(event) => (named.value = event.currentTarget.checked)} />
            {t("case_export.named")}
          </label>
        )}
        {needsPurpose && (
          <label>
            {t("citizen.purpose")}
            <input name="purpose" required pattern=".*\S.*" maxLength={200} autocomplete="off" autofocus />
          </label>
        )}
        {problem.value && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {bytes.value !== null && (
          <p role="status" class="progress">
            <progress aria-label={t(`case_export.${wish}`)} />
            <span>{fileSize(bytes.value)}</span>
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={bytes.value !== null}>
            {t(`case_export_do.${wish}`)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
