// The messenger's own question before a keyboard button gives away a phone number or a place.
import type { Place } from "../api/telegram";
import { HOME } from "../map/places";
import { shareContact, sharePlace } from "../state/deeds";
import { t } from "../words";
import { useChat } from "./chat-context";
import { Sheet } from "./Sheet";

const HERE: Place = { latitude: HOME.latitude, longitude: HOME.longitude, horizontal_accuracy: 15 };

export function ConfirmSheet({ what, onClose }: { what: "contact" | "location"; onClose: () => void }) {
  const chat = useChat();
  const bot = chat.profile.value.name;
  const share = () => {
    onClose();
    void (what === "contact" ? shareContact(chat, "own") : sharePlace(chat, HERE));
  };
  const pick = () => (chat.sheet.value = { kind: "map", live: false });
  const contact = what === "contact";
  return (
    <Sheet title={contact ? t("confirm.contact-title") : t("confirm.location-title")} onClose={onClose}>
      <p class="sheet-text">
        {contact
          ? t("confirm.contact", { bot, phone: chat.citizen.value.phone_number })
          : t("confirm.location", { bot })}
      </p>
      <button type="button" class="wide-button" data-autofocus onClick={share}>
        {contact ? t("confirm.share-contact") : t("confirm.share-location")}
      </button>
      {!contact && (
        <button type="button" class="wide-button quiet" onClick={pick}>
          {t("confirm.pick-place")}
        </button>
      )}
      <button type="button" class="wide-button quiet" onClick={onClose}>
        {t("sheet.cancel")}
      </button>
    </Sheet>
  );
}
