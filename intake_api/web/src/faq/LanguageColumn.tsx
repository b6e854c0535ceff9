import { t } from "../texts/texts";
import type { Language } from "../types";
import { changeTranslation, draft, dropTranslation } from "./editing";
import { Findings } from "./Findings";
import { Preview } from "./Preview";
import { Variants } from "./Variants";

/** What Telegram takes in one message; the bot splits what is longer. */
const ONE_MESSAGE = 4096;

interface Props {
  language: Language;
  readOnly: boolean;
}

/** The article in one language. */
export function LanguageColumn({ language, readOnly }: Props) {
  const told = draft.value?.translations[language];
  return (
    <section class="column" data-language={language} aria-label={t(`language.own.${language}`)}>
      <h2>{t(`language.own.${language}`)}</h2>
      <Findings language={language} />
      {told ? <Fields language={language} readOnly={readOnly} /> : <Missing language={language} readOnly={readOnly} />}
    </section>
  );
}

function Missing({ language, readOnly }: Props) {
  return (
    <div class="empty quiet">
      <p>{t("article.untranslated")}</p>
      {!readOnly && (
        <button type="button" onClick={() => changeTranslation(language, {})}>
          {t("article.translate")}
        </button>
      )}
    </div>
  );
}

function Fields({ language, readOnly }: Props) {
  const told = draft.value?.translations[language];
  if (!told) return null;
  const put = (patch: Partial<typeof told>) => changeTranslation(language, patch);
  const isEmpty = !told.title && !told.text && told.asked.length === 0;
  return (
    <>
      {told.stale && (
        <p class="stale">
          {t("article.stale")}{" "}
          <button type="button" disabled={readOnly} onClick={() => put({ stale: false })}>
            {t("article.still_right")}
          </button>
        </p>
      )}
      <label>
        {t("article.title")}
        <input name={`${language}.title`} lang={language} maxLength={200} value={told.title} readOnly={readOnly} onInput={(event) => put({ title: event.currentTarget.value })} />
      </label>
      <label>
        {t("article.label")}
        <input
          name={`${language}.label`}
          lang={language}
          maxLength={64}
          value={told.label}
          placeholder={told.title}
          readOnly={readOnly}
          onInput={(event) => put({ label: event.currentTarget.value })}
        />
      </label>
      <label>
        {t("article.text")}
        <textarea
          name={`${language}.text`}
          lang={language}
          rows={9}
          value={told.text}
          readOnly={readOnly}
          aria-describedby={`${language}-counter`}
          onInput={(event) => put({ text: event.currentTarget.value })}
        />
      </label>
      <p id={`${language}-counter`} class="counter quiet" data-long={told.text.length > ONE_MESSAGE || undefined}>
        {t(told.text.length > ONE_MESSAGE ? "article.counter_long" : "article.counter", { n: told.text.length, most: ONE_MESSAGE })}
        {" · "}
        {t("article.markdown")}
      </p>
      <Preview language={language} />
      <Variants language={language} asked={told.asked} readOnly={readOnly} onChange={(asked) => put({ asked })} />
      {isEmpty && !readOnly && (
        <button type="button" class="link" onClick={() => dropTranslation(language)}>
          {t("article.untranslate")}
        </button>
      )}
    </>
  );
}
