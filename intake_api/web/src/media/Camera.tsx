import { useSignal } from "@preact/signals";

import { fetchCamera } from "../api/media";
import { correct } from "../api/reports";
import { Copyable } from "../components/Copyable";
import { useAttempt } from "../components/useAttempt";
import { openCase, showCase } from "../state/case";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import type { Attachment, CameraFacts } from "../types";

/** What a photo sent as a file still knows: shown on request, taken as the place only by a person. */
export function Camera({ file }: { file: Attachment }) {
  const facts = useSignal<CameraFacts | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const ask = () => attempt(async () => void (facts.value = await fetchCamera(file.id)));
  return (
    <section class="camera" aria-label={t("camera.title")}>
      {facts.value ? (
        <Told facts={facts.value} />
      ) : (
        <button type="button" disabled={busy.value} onClick={() => void ask()}>
          {t("camera.ask")}
        </button>
      )}
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function Told({ facts }: { facts: CameraFacts }) {
  return (
    <>
      <p>
        {t("camera.size", { width: facts.width, height: facts.height })}
        {facts.taken_at && ` · ${t("camera.taken", { time: fullTime(facts.taken_at) })}`}
      </p>
      {facts.place ? <Offer place={facts.place} /> : <p class="quiet">{t("camera.no_place")}</p>}
    </>
  );
}

function Offer({ place }: { place: NonNullable<CameraFacts["place"]> }) {
  const { busy, problem, attempt } = useAttempt();
  const taken = useSignal(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const shown = openCase.value;
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason") ?? "").trim();
    if (!shown || !reason) return;
    void attempt(async () => {
      showCase(await correct(shown, { place: { latitude: place.latitude, longitude: place.longitude }, reason }));
      taken.value = true;
    });
  }

  return (
    <form class="camera-offer" onSubmit={submit}>
      <Copyable text={`${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`} label={t("position.copy")} />
      <label>
        {t("dialog.reason")} <input name="reason" required maxLength={2000} defaultValue={t("camera.reason")} />
      </label>
      <button type="submit" disabled={busy.value || taken.value}>
        {t(taken.value ? "camera.place_taken" : "camera.take_place")}
      </button>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
