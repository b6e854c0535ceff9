import { useEffect, useRef } from "preact/hooks";

import { correct } from "../api/reports";
import { useSteps } from "../components/useSteps";
import { openCase } from "../state/case";
import { correcting } from "../state/correcting";
import { distanceText, metresBetween, type Point } from "../texts/distance";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";

/** The new place in figures, beside the pin that is dragged; kept with the reason. */
export function CorrectPlace({ shown }: { shown: ReportCase }) {
  const { busy, problem, take } = useSteps(shown.id);
  const first = useRef<HTMLInputElement>(null);
  // What a colleague changes meanwhile must not pass for having been seen here.
  const seen = useRef(shown);
  useEffect(() => first.current?.focus(), []);
  const at = correcting.value;
  if (!at) return null;

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason") ?? "").trim();
    const place = correcting.value;
    if (!place || !reason) return;
    const outcome = await take(() => correct(seen.current, { place, reason }));
    if (outcome === "done") correcting.value = null;
    if (outcome === "overtaken") seen.current = openCase.value ?? seen.current;
  }

  return (
    <form class="map-tools correct" aria-label={t("correct.begin")} onSubmit={(event) => void submit(event)}>
      <p class="quiet">{t("correct.hint")}</p>
      <div class="fields">
        <Degrees name="latitude" most={90} at={at} first={first} />
        <Degrees name="longitude" most={180} at={at} />
      </div>
      <Moved from={shown.place} to={at} />
      <label>
        {t("correct.reason")}
        <input name="reason" required maxLength={2000} />
      </label>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="dialog-foot">
        <button type="button" onClick={() => (correcting.value = null)}>
          {t("cancel")}
        </button>
        <button type="submit" class="primary" disabled={busy.value}>
          {t("correct.save")}
        </button>
      </div>
    </form>
  );
}

interface DegreesProps {
  name: "latitude" | "longitude";
  most: number;
  at: Point;
  first?: preact.RefObject<HTMLInputElement | null>;
}

function Degrees({ name, most, at, first }: DegreesProps) {
  const take = (value: number) => {
    if (Number.isFinite(value)) correcting.value = { ...at, [name]: value };
  };
  return (
    <label>
      {t(`correct.${name}`)}
      <input
        {...(first ? { ref: first } : {})}
        type="number"
        step="any"
        min={-most}
        max={most}
        required
        value={Number(at[name].toFixed(6))}
        onChange={(event) => take(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

function Moved({ from, to }: { from: ReportCase["place"]; to: Point }) {
  if (from?.latitude == null || from.longitude == null) return null;
  const was = { latitude: from.latitude, longitude: from.longitude };
  return (
    <p class="quiet" role="status">
      {t("correct.moved", { distance: distanceText(metresBetween(was, to)) })}
    </p>
  );
}
