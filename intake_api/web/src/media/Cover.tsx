import { useSignal } from "@preact/signals";

import { type Part, pictureOf, postRedaction } from "../api/media";
import { useAttempt } from "../components/useAttempt";
import { loadCase, openCase } from "../state/case";
import { viewed } from "../state/viewer";
import { t } from "../texts/texts";
import type { Attachment } from "../types";
import { CoverSheet } from "./CoverSheet";
import { IN_THE_MIDDLE } from "./parts";

/** Black over what others must not see; the copy is drawn by the server from the original. */
export function Cover({ file, onDone }: { file: Attachment; onDone: () => void }) {
  const parts = useSignal<readonly Part[]>([]);
  const { busy, problem, attempt } = useAttempt();

  const keep = () =>
    attempt(async () => {
      const copy = await postRedaction(file.id, parts.value);
      if (openCase.value) await loadCase(openCase.value.id);
      viewed.value = copy.id;
      onDone();
    });

  return (
    <>
      <p class="quiet">{t("cover.hint")}</p>
      <CoverSheet src={pictureOf(file)} parts={parts} />
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="viewer-tools" role="toolbar" aria-label={t("cover.begin")}>
        <button type="button" onClick={() => (parts.value = [...parts.value, IN_THE_MIDDLE])}>
          {t("cover.add")}
        </button>
        <button type="button" disabled={parts.value.length === 0} onClick={() => (parts.value = parts.value.slice(0, -1))}>
          {t("cover.undo")}
        </button>
        <span class="grow" />
        <button type="button" onClick={onDone}>
          {t("cancel")}
        </button>
        <button type="button" class="primary" disabled={busy.value || parts.value.length === 0} onClick={() => void keep()}>
          {t("cover.keep")}
        </button>
      </div>
    </>
  );
}
