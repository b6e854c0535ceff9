// Where to be: a map to tap, stops of a made-up walk, or bare numbers; then a pin or a live location.
import { useSignal } from "@preact/signals";

import type { Place } from "../api/telegram";
import { HOME } from "../map/places";
import { movePlace, sharePlace } from "../state/deeds";
import { type WordId, t } from "../words";
import { useChat } from "./chat-context";
import { MapView } from "./MapView";
import { PlaceFields } from "./PlaceFields";
import { Sheet } from "./Sheet";
import { StopPicker } from "./StopPicker";

const PERIODS: readonly [number, WordId][] = [
  [900, "location.15min"],
  [3600, "location.1h"],
  [28800, "location.8h"],
];
const ACCURACY_M = 15;

interface Props {
  live: boolean;
  place?: Place | undefined;
  messageId?: number | undefined;
  onClose: () => void;
}

export function LocationSheet({ live, place, messageId, onClose }: Props) {
  const chat = useChat();
  const from = place ?? chat.shared.value?.message.location ?? HOME;
  const chosen = useSignal<Place>({
    latitude: from.latitude,
    longitude: from.longitude,
    horizontal_accuracy: from.horizontal_accuracy ?? ACCURACY_M,
  });
  const moving = live ? chat.shares.value.find((entry) => entry.message_id === messageId)?.message_id : undefined;
  const moves = moving !== undefined;
  const valid = Math.abs(chosen.value.latitude) <= 90 && Math.abs(chosen.value.longitude) <= 180;

  const choose = (next: Place) => {
    chosen.value = { ...chosen.value, latitude: next.latitude, longitude: next.longitude };
  };
  const settle = (next: Place) => {
    choose(next);
    if (moves) void movePlace(chat, moving, chosen.value);
  };
  const send = (period?: number) => () => {
    onClose();
    void sharePlace(chat, period ? { ...chosen.value, live_period: period } : chosen.value);
  };
  const move = () => {
    onClose();
    if (moves) void movePlace(chat, moving, chosen.value);
  };
  return (
    <Sheet title={moves ? t("location.move-title") : t("location.title")} onClose={onClose} tall>
      <MapView place={chosen.value} live={moves} onPick={settle} />
      <StopPicker chosen={chosen.value} onChoose={settle} />
      <PlaceFields place={chosen.value} onChange={(next) => (chosen.value = next)} />
      {moves ? (
        <button type="button" class="wide-button" disabled={!valid} onClick={move}>
          {t("location.move-here")}
        </button>
      ) : (
        <>
          <button type="button" class="wide-button" data-autofocus disabled={!valid} onClick={send()}>
            {t("location.send-pin")}
          </button>
          <div class="live-choice" role="group" aria-label={t("location.share-live")}>
            <span>{t("location.share-live")}</span>
            {PERIODS.map(([seconds, id]) => (
              <button key={seconds} type="button" disabled={!valid} onClick={send(seconds)}>
                {t(id)}
              </button>
            ))}
          </div>
        </>
      )}
    </Sheet>
  );
}
