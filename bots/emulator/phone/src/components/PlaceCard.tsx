// A place in a bubble. Drawn without a map library: the large map opens on a tap.
import type { Entry } from "../api/control";
import type { Place } from "../api/telegram";
import { degrees } from "../format";
import { t } from "../words";
import { useChat } from "./chat-context";
import { Icon } from "./Icon";
import { MapSketch } from "./MapSketch";

interface Props {
  place: Place;
  entry: Entry;
  title?: string | undefined;
}

export function PlaceCard({ place, entry, title }: Props) {
  const chat = useChat();
  const live = place.live_period !== undefined;
  const running = chat.shares.value.some((one) => one.message_id === entry.message_id);
  const ended = entry.edited && !live;
  const caption = live ? t("place.live") : ended ? t("place.live-ended") : (title ?? t("kind.location"));
  const open = () => (chat.sheet.value = { kind: "map", live, place, messageId: entry.message_id });
  return (
    <button type="button" class="place" aria-label={t("place.open", { name: caption })} onClick={open}>
      <MapSketch place={place} />
      <span class={running ? "place-pin live" : "place-pin"}>
        <Icon name="pin" />
      </span>
      <span class="place-words">
        <b>{caption}</b>
        <small>
          {degrees(place.latitude)}, {degrees(place.longitude)}
          {place.horizontal_accuracy ? ` · ${t("place.accuracy", { metres: Math.round(place.horizontal_accuracy) })}` : ""}
        </small>
      </span>
    </button>
  );
}
