import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { fetchPlaces, putPlace, retirePlace } from "../api/admin";
import { labelOf } from "../state/categories";
import { t } from "../texts/texts";
import type { QrPlace } from "../types";
import { coordinates } from "../texts/format";
import { PlaceForm } from "./PlaceForm";
import { PlaceLink } from "./PlaceLink";
import { Undo, type Undone } from "./Undo";
import { useAttempt } from "./useAttempt";

/** Places whose QR code begins a report there. */
export function AdminPlaces() {
  const places = useSignal<readonly QrPlace[] | null>(null);
  const edited = useSignal<QrPlace | "new" | null>(null);
  const done = useSignal<Undone | null>(null);
  const bot = useSignal(localStorage.getItem("bot") ?? "");
  const { busy, problem, attempt } = useAttempt();

  const load = async () => void (places.value = await fetchPlaces());
  useEffect(() => void attempt(load), []);

  const save = (place: QrPlace) =>
    void attempt(async () => {
      await putPlace(place);
      await load();
      edited.value = null;
      done.value = null;
    });

  const retire = (place: QrPlace) =>
    void attempt(async () => {
      await retirePlace(place.code);
      await load();
      done.value = { text: t("retired.done", { name: labelOf(place.labels) }), undo: () => save(place) };
    });

  function nameBot(name: string) {
    bot.value = name.trim().replace(/^@/, "");
    localStorage.setItem("bot", bot.value);
  }

  return (
    <section aria-label={t("admin.places")}>
      <div class="fields">
        <label>
          {t("places.bot")}
          <input value={bot.value} placeholder={t("places.bot_example")} spellcheck={false} onInput={(event) => nameBot(event.currentTarget.value)} />
        </label>
        <button type="button" onClick={() => (edited.value = "new")}>
          {t("places.add")}
        </button>
      </div>
      <Undo of={done.value} />
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {edited.value && (
        <PlaceForm
          key={edited.value === "new" ? "" : edited.value.code}
          place={edited.value === "new" ? null : edited.value}
          busy={busy.value}
          onSave={save}
          onCancel={() => (edited.value = null)}
        />
      )}
      {places.value?.length === 0 && <p class="empty quiet">{t("places.empty")}</p>}
      <ul class="places">
        {places.value?.map((place) => (
          <li key={place.code} data-place={place.code}>
            <b>{labelOf(place.labels)}</b> <span class="quiet">{place.place.address ?? coordinates(place.place)}</span>
            <PlaceLink bot={bot.value} code={place.code} />
            <span class="choices-line">
              <button type="button" onClick={() => (edited.value = place)}>
                {t("edit")}
              </button>
              <button type="button" disabled={busy.value} onClick={() => retire(place)}>
                {t("retired.retire")}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
