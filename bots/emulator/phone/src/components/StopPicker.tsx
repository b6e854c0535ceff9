// The stops of the made-up walks, to be somewhere with one tap.
import type { Place } from "../api/telegram";
import { WALKS } from "../map/places";
import { t } from "../words";

export function StopPicker({ chosen, onChoose }: { chosen: Place; onChoose: (place: Place) => void }) {
  return (
    <div class="stops">
      {WALKS.map((walk) => (
        <div key={walk.city} class="stop-row" role="group" aria-label={t(walk.city)}>
          <b>{t(walk.city)}</b>
          {walk.stops.map((stop) => (
            <button
              key={stop.name}
              type="button"
              aria-pressed={stop.latitude === chosen.latitude && stop.longitude === chosen.longitude}
              onClick={() => onChoose(stop)}
            >
              {t(stop.name)}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
