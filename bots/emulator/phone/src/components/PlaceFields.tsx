// A place in numbers: WGS 84 degrees and metres.
import type { Place } from "../api/telegram";
import { t } from "../words";

interface FieldProps {
  label: string;
  value: number;
  least: number;
  most: number;
  step: string;
  onChange: (value: number) => void;
}

function NumberField({ label, value, least, most, step, onChange }: FieldProps) {
  const read = (event: { currentTarget: HTMLInputElement }) => {
    const number = event.currentTarget.valueAsNumber;
    if (Number.isFinite(number)) onChange(number);
  };
  return (
    <label class="number-field">
      <span>{label}</span>
      <input type="number" class="field" min={least} max={most} step={step} value={value} onInput={read} />
    </label>
  );
}

/** Bot API: `horizontal_accuracy` is 0 to 1500 m. */
const MOST_ACCURACY_M = 1500;

export function PlaceFields({ place, onChange }: { place: Place; onChange: (place: Place) => void }) {
  const set = (part: Partial<Place>) => onChange({ ...place, ...part });
  return (
    <div class="place-fields">
      <NumberField
        label={t("location.latitude")}
        value={Number(place.latitude.toFixed(6))}
        least={-90}
        most={90}
        step="any"
        onChange={(latitude) => set({ latitude })}
      />
      <NumberField
        label={t("location.longitude")}
        value={Number(place.longitude.toFixed(6))}
        least={-180}
        most={180}
        step="any"
        onChange={(longitude) => set({ longitude })}
      />
      <NumberField
        label={t("location.accuracy")}
        value={place.horizontal_accuracy ?? 0}
        least={0}
        most={MOST_ACCURACY_M}
        step="1"
        onChange={(horizontal_accuracy) => set({ horizontal_accuracy })}
      />
    </div>
  );
}
