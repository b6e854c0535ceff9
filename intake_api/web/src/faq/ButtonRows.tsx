import { Icon } from "../components/Icon";
import { categories, labelOf } from "../state/categories";
import { LANGUAGES, t } from "../texts/texts";
import type { ArticleButton, ButtonKind } from "./types";

const KINDS: readonly ButtonKind[] = ["phone", "link", "report", "operator"];

interface Props {
  buttons: readonly ArticleButton[];
  readOnly: boolean;
  onChange: (buttons: ArticleButton[]) => void;
}

/** What a citizen can press under the answer. */
export function ButtonRows({ buttons, readOnly, onChange }: Props) {
  const put = (index: number, made: readonly ArticleButton[]) => onChange([...buttons.slice(0, index), ...made, ...buttons.slice(index + 1)]);

  return (
    <fieldset class="labels" disabled={readOnly}>
      <legend>{t("article.buttons")}</legend>
      {buttons.length === 0 && <p class="quiet">{t("article.no_buttons")}</p>}
      <ul class="button-rows">
        {buttons.map((one, index) => (
          <li key={index}>
            <Target button={one} onChange={(made) => put(index, [made])} />
            {LANGUAGES.map((language) => (
              <label key={language}>
                {t("article.button_label", { language: t(`language.own.${language}`) })}
                <input
                  lang={language}
                  maxLength={64}
                  value={one.labels[language] ?? ""}
                  onInput={(event) => put(index, [labelled(one, language, event.currentTarget.value)])}
                />
              </label>
            ))}
            <button type="button" class="plain" aria-label={t("article.button_remove", { n: index + 1 })} onClick={() => put(index, [])}>
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {!readOnly && (
        <button type="button" onClick={() => onChange([...buttons, { kind: "link", target: "", labels: {} }])}>
          {t("article.button_add")}
        </button>
      )}
    </fieldset>
  );
}

function Target({ button, onChange }: { button: ArticleButton; onChange: (made: ArticleButton) => void }) {
  const to = (target: string) => onChange({ ...button, target });
  return (
    <>
      <label>
        {t("article.button_kind")}
        <select value={button.kind} onChange={(event) => onChange({ ...button, kind: event.currentTarget.value as ButtonKind, target: "" })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind} selected={kind === button.kind}>
              {t(`button_kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {button.kind === "report" && (
        <label>
          {t("article.button_category")}
          <select value={button.target} onChange={(event) => to(event.currentTarget.value)}>
            <option value="" />
            {categories.value.map((one) => (
              <option key={one.code} value={one.code} selected={one.code === button.target}>
                {labelOf(one.labels)}
              </option>
            ))}
          </select>
        </label>
      )}
      {(button.kind === "phone" || button.kind === "link") && (
        <label>
          {t(`button_target.${button.kind}`)}
          <input inputMode={button.kind === "phone" ? "tel" : "url"} value={button.target} onInput={(event) => to(event.currentTarget.value)} />
        </label>
      )}
    </>
  );
}

function labelled(button: ArticleButton, language: string, text: string): ArticleButton {
  const labels = { ...button.labels, [language]: text };
  if (!text) delete labels[language as keyof typeof labels];
  return { ...button, labels };
}
