// Above the phones on a wide screen: what this is, the page's language and look.
import { bots, chosenBot, newcomerSheet } from "../state/phones";
import { switchTheme, theme } from "../theme";
import { LANGUAGES, language, speak, t } from "../words";
import { BotPicker } from "./BotPicker";
import { IconButton } from "./IconButton";
import { LanguageSegments } from "./LanguageSegments";

export function TopBar() {
  return (
    <header class="top-bar">
      <img src="/phone/icon.svg" alt="" width="28" height="28" />
      <span class="top-title">
        <b>{t("page.title")}</b>
        <small>{t("page.subtitle")}</small>
      </span>
      {bots.value.length > 1 && chosenBot.value && <BotPicker chosen={chosenBot.value} />}
      <button type="button" class="small-button" onClick={() => (newcomerSheet.value = true)}>
        {t("menu.add-citizen")}
      </button>
      <LanguageSegments title={t("menu.page-language")} options={LANGUAGES} chosen={language.value} onChoose={speak} />
      <IconButton
        icon={theme.value === "dark" ? "sun" : "moon"}
        label={theme.value === "dark" ? t("menu.light") : t("menu.dark")}
        onClick={switchTheme}
      />
    </header>
  );
}
