import { useEffect } from "preact/hooks";

import { openCase } from "../state/case";
import { correcting } from "../state/correcting";
import { centre, followNearby, isAsked } from "../state/nearby";
import { t } from "../texts/texts";
import { CorrectPlace } from "./CorrectPlace";
import { Nearby } from "./Nearby";

const ANYWHERE = { latitude: 51.13, longitude: 71.43 };

/** What can be done with the place: put it right, and look around. Works without a map too. */
export function MapTools() {
  const shown = openCase.value;
  useEffect(followNearby, []);
  useEffect(() => () => void (correcting.value = null), [shown?.id]);
  if (!shown) return null;
  if (correcting.value) return <CorrectPlace shown={shown} />;
  const begin = () => {
    const { latitude, longitude } = centre.value ?? ANYWHERE;
    correcting.value = { latitude, longitude };
  };
  return (
    <div class="map-tools">
      <p class="map-buttons">
        <button type="button" onClick={begin}>
          {t("correct.begin")}
        </button>
        {centre.value && (
          <button type="button" aria-pressed={isAsked.value} onClick={() => (isAsked.value = !isAsked.value)}>
            {t("nearby.show")}
          </button>
        )}
      </p>
      {isAsked.value && centre.value && <Nearby />}
    </div>
  );
}
