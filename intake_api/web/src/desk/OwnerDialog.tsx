import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { fetchColleagues, putOwner } from "../api/colleagues";
import { Dialog } from "../components/Dialog";
import { useAttempt } from "../components/useAttempt";
import { useSteps } from "../components/useSteps";
import { user } from "../state/session";
import { t } from "../texts/texts";
import type { Colleague, ReportCase } from "../types";

interface Props {
  shown: ReportCase;
  onClose: () => void;
}

/** Gives the report to a colleague; those on shift come first. */
export function OwnerDialog({ shown, onClose }: Props) {
  const colleagues = useSignal<readonly Colleague[]>([]);
  const loading = useAttempt();
  const { busy, problem, take } = useSteps(shown.id);

  async function load() {
    const found = await fetchColleagues();
    colleagues.value = found.sort((a, b) => Number(b.on_shift) - Number(a.on_shift));
  }
  useEffect(() => void loading.attempt(load), []);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const owner = String(new FormData(event.currentTarget as HTMLFormElement).get("owner"));
    if ((await take(() => putOwner(shown.id, owner || null))) === "done") onClose();
  }

  const nobodyAllowed = shown.state !== "in_review";
  return (
    <Dialog title={t("owner.title")} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {t("owner.choose")}
          <select name="owner" required={!nobodyAllowed} autofocus>
            {(nobodyAllowed || shown.owner === null) && <option value="">{t("case.no_owner")}</option>}
            {colleagues.value.map((one) => (
              <option key={one.id} value={one.id} selected={one.id === shown.owner?.id}>
                {one.id === user.value?.id ? t("row.mine") : one.position}
                {one.on_shift && ` · ${t("handover.on_shift")}`}
              </option>
            ))}
          </select>
        </label>
        {(loading.problem.value ?? problem.value) && (
          <p class="problem" role="alert">
            {loading.problem.value ?? problem.value}
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t("owner.give")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
