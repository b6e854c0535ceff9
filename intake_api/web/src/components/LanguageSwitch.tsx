import { chooseLanguage } from "../state/session";
import { LANGUAGES, language, t } from "../texts/texts";

export function LanguageSwitch() {
  return (
    <div class="segments" role="group" aria-label={t("language.choose")}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={language.value === one}
          title={t(`language.own.${one}`)}
          onClick={() => void chooseLanguage(one)}
        >
          {t(`language.short.${one}`)}
        </button>
      ))}
    </div>
  );
}
