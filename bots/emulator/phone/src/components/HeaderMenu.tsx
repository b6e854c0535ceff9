// The phone's menu: whose phone it is, which language its owner speaks, blocking, the page's look.
import { joinGroup, setBlocked } from "../state/deeds";
import { closePhone, closedCitizens, fullName, newcomerSheet, openIds, speakAs, swapPhone } from "../state/phones";
import { switchTheme, theme } from "../theme";
import { LANGUAGES, type Language, language, nearestLanguage, speak, t } from "../words";
import { useChat } from "./chat-context";
import { OpenElsewhere } from "./OpenElsewhere";
import { Popup } from "./Popup";
import { PopupChoice } from "./PopupChoice";
import { PopupItem } from "./PopupItem";

export function HeaderMenu({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const then = (deed: () => void) => () => {
    onClose();
    deed();
  };
  const toBot = (code: Language) =>
    void speakAs(chat.citizenId, code).catch(() => chat.say(t("error.unreachable")));
  return (
    <Popup label={t("header.menu")} onClose={onClose} class="under-header">
      <PopupChoice
        title={t("menu.citizen-language", { name: chat.citizen.value.first_name })}
        options={LANGUAGES}
        chosen={nearestLanguage(chat.languageCode.value)}
        onChoose={toBot}
      />
      <div class="only-narrow">
        <PopupChoice
          title={t("menu.page-language")}
          options={LANGUAGES}
          chosen={language.value}
          onChoose={speak}
        />
        <PopupItem
          icon={theme.value === "dark" ? "sun" : "moon"}
          text={theme.value === "dark" ? t("menu.light") : t("menu.dark")}
          onClick={then(switchTheme)}
        />
      </div>
      {closedCitizens.value.map((other) => (
        <PopupItem
          key={other.id}
          icon="person"
          text={t("menu.switch-to", { name: fullName(other) })}
          onClick={then(() => swapPhone(chat.citizenId, other.id))}
        />
      ))}
      {openIds.value
        .filter((id) => id !== chat.citizenId)
        .map((id) => (
          <OpenElsewhere key={id} id={id} from={chat.citizenId} onDone={onClose} />
        ))}
      <PopupItem icon="link" text={t("menu.link")} onClick={then(() => (chat.sheet.value = { kind: "link" }))} />
      <PopupItem icon="plus" text={t("menu.group")} onClick={then(() => void joinGroup(chat, t("menu.group-title")))} />
      <PopupItem icon="plus" text={t("menu.add-citizen")} onClick={then(() => (newcomerSheet.value = true))} />
      {openIds.value.length > 1 && (
        <PopupItem icon="close" text={t("menu.put-away")} onClick={then(() => closePhone(chat.citizenId))} />
      )}
      <PopupItem
        icon={chat.blocked.value ? "check" : "block"}
        danger={!chat.blocked.value}
        text={chat.blocked.value ? t("menu.unblock") : t("menu.block")}
        onClick={then(() => void setBlocked(chat, !chat.blocked.value))}
      />
    </Popup>
  );
}
