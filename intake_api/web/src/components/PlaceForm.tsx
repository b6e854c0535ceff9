import { useSignal } from "@preact/signals";

import { t } from "../texts/texts";
import type { QrPlace } from "../types";
import { LabelFields, readLabels } from "./LabelFields";

interface Props {
  place: QrPlace | null;
  busy: boolean;
  onSave: (place: QrPlace) => void;
  onCancel: () => void;
}

export function PlaceForm({ place, busy, onSave, onCancel }: Props) {
  const fault = useSignal<string | null>(null);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = readForm(new FormData(event.currentTarget as HTMLFormElement));
    fault.value = typeof read === "string" ? read : null;
    if (typeof read !== "string") onSave(read);
  }

  return (
    <form class="sheet" onSubmit={submit}>
      <label>
        {t("places.code")}
        <input name="code" required readOnly={place !== null} pattern="[A-Za-z0-9_\-]{1,40}" defaultValue={place?.code ?? ""} spellcheck={false} />
      </label>
      <LabelFields name="labels" legend={t("places.labels")} labels={place?.labels ?? {}} required />
      <div class="fields">
        <label>
          {t("places.latitude")}
          <input name="latitude" type="number" step="any" min={-90} max={90} required defaultValue={numberOf(place?.place.latitude)} />
        </label>
        <label>
          {t("places.longitude")}
          <input name="longitude" type="number" step="any" min={-180} max={180} required defaultValue={numberOf(place?.place.longitude)} />
        </label>
        <label>
          {t("place.typed")}
          <input name="address" maxLength={4096} defaultValue={place?.place.address ?? ""} />
        </label>
      </div>
      {fault.value && (
        <p class="problem" role="alert">
          {fault}
        </p>
      )}
      <div class="dialog-foot">
        <button type="button" onClick={onCancel}>
          {t("cancel")}
        </button>
        <button type="submit" class="primary" disabled={busy}>
          {t("save")}
        </button>
      </div>
    </form>
  );
}

const numberOf = (value: number | null | undefined): string => (value == null ? "" : String(value));

function readForm(form: FormData): QrPlace | string {
  const said = (name: string) => String(form.get(name) ?? "").trim();
  const labels = readLabels(form, "labels");
  if (labels === null) return t("labels.missing");
  return {
    code: said("code"),
    labels,
    place: {
      method: "qr",
      latitude: Number(said("latitude")),
      longitude: Number(said("longitude")),
      accuracy_m: null,
      address: said("address") || null,
    },
  };
}
