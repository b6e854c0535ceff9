import { useSignal } from "@preact/signals";

import { correct, type Correction } from "../api/reports";
import { Dialog } from "../components/Dialog";
import { useSteps } from "../components/useSteps";
import { openCase } from "../state/case";
import { categories, categoryPath } from "../state/categories";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";

const PRIORITIES = [1, 2, 3, 4];
const POINT = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/;

interface Props {
  shown: ReportCase;
  onClose: () => void;
}

/** Category, priority, place: what differs from the report is sent, with the reason. */
export function CorrectionDialog({ shown, onClose }: Props) {
  // What a colleague changes meanwhile must not pass for having been seen here.
  const seen = useSignal(shown);
  const fault = useSignal<string | null>(null);
  const { busy, problem, take } = useSteps(shown.id);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = readForm(new FormData(event.currentTarget as HTMLFormElement), seen.value);
    fault.value = typeof read === "string" ? t(read) : null;
    if (typeof read === "string") return;
    const outcome = await take(() => correct(seen.value, read));
    if (outcome === "done") onClose();
    if (outcome === "overtaken") seen.value = openCase.value ?? seen.value;
  }

  return (
    <Dialog title={t("correct.title")} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <ToCorrect key={seen.value.corrections} seen={seen.value} />
        <label>
          {t("dialog.reason")}
          <textarea name="reason" rows={3} required maxLength={2000} />
        </label>
        {(fault.value ?? problem.value) && (
          <p class="problem" role="alert">
            {fault.value ?? problem.value}
          </p>
        )}
        <div class="dialog-foot">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t("save")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is as it was; made anew when a colleague was faster, while the reason stays. */
function ToCorrect({ seen }: { seen: ReportCase }) {
  const offered = categories.value.filter((one) => !one.retired || one.code === seen.category);
  return (
    <>
      <label>
        {t("details.category")}
        <select name="category">
          {seen.category === null && <option value="">{t("category.none")}</option>}
          {offered.map((one) => (
            <option key={one.code} value={one.code} selected={one.code === seen.category}>
              {categoryPath(one.code).join(" › ")}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("filter.priority")}
        <select name="priority">
          {PRIORITIES.map((one) => (
            <option key={one} value={one} selected={one === seen.priority}>
              {t(`priority.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("correct.place")}
        <input name="place" inputMode="text" autocomplete="off" spellcheck={false} placeholder="43.25667, 76.92861" defaultValue={pointOf(seen)} />
      </label>
    </>
  );
}

const pointOf = ({ place }: ReportCase): string =>
  place?.latitude != null && place.longitude != null ? `${place.latitude}, ${place.longitude}` : "";

/** What is to be otherwise, or the id of what is wrong with it. */
function readForm(form: FormData, seen: ReportCase): Correction | string {
  const said = (name: string) => String(form.get(name) ?? "").trim();
  const wish: Correction = { reason: said("reason") };
  if (said("category") && said("category") !== seen.category) wish.category = said("category");
  if (Number(said("priority")) !== seen.priority) wish.priority = Number(said("priority"));
  if (said("place") !== pointOf(seen)) {
    const [, latitude, longitude] = POINT.exec(said("place")) ?? [];
    if (latitude === undefined || longitude === undefined) return "correct.place_wrong";
    wish.place = { latitude: Number(latitude), longitude: Number(longitude) };
    if (Math.abs(wish.place.latitude) > 90 || Math.abs(wish.place.longitude) > 180) return "correct.place_wrong";
  }
  return Object.keys(wish).length > 1 ? wish : "correct.nothing";
}
