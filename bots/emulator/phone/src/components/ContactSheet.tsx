// Whose card to send: one's own, or somebody else's (which a careful bot refuses).
import { shareContact } from "../state/deeds";
import { fullName } from "../state/phones";
import { t } from "../words";
import { Avatar } from "./Avatar";
import { useChat } from "./chat-context";
import { Sheet } from "./Sheet";

export function ContactSheet({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const name = fullName(chat.citizen.value);
  const share = (whose: "own" | "other") => () => {
    onClose();
    void shareContact(chat, whose);
  };
  return (
    <Sheet title={t("contact.title")} onClose={onClose}>
      <button type="button" class="choice" data-autofocus onClick={share("own")}>
        <Avatar name={name} seed={chat.citizenId} />
        <span class="file-words">
          <b>{t("contact.own")}</b>
          <small>{`${name}, ${chat.citizen.value.phone_number}`}</small>
        </span>
      </button>
      <button type="button" class="choice" onClick={share("other")}>
        <Avatar name="?" seed={3} />
        <span class="file-words">
          <b>{t("contact.other")}</b>
          <small>{t("contact.other-hint")}</small>
        </span>
      </button>
    </Sheet>
  );
}
