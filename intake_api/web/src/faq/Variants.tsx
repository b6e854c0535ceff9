import { useRef } from "preact/hooks";

import { Icon } from "../components/Icon";
import { t } from "../texts/texts";
import type { Language } from "../types";

interface Props {
  language: Language;
  asked: readonly string[];
  readOnly: boolean;
  onChange: (asked: string[]) => void;
}

/** Ways to ask, one a line: Enter begins another, many pasted lines become as many. */
export function Variants({ language, asked, readOnly, onChange }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const shown = readOnly ? asked : [...asked, ""];

  const focus = (index: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll("input")[Math.max(0, index)]?.focus());

  const put = (index: number, words: readonly string[]) => onChange([...asked.slice(0, index), ...words, ...asked.slice(index + 1)]);

  function paste(event: ClipboardEvent, index: number) {
    const lines = linesOf(event.clipboardData?.getData("text/plain") ?? "");
    if (lines.length < 2) return;
    event.preventDefault();
    const field = event.currentTarget as HTMLInputElement;
    put(index, [...(field.value.trim() ? [field.value] : []), ...lines]);
    focus(index + lines.length);
  }

  function key(event: KeyboardEvent, index: number) {
    const field = event.currentTarget as HTMLInputElement;
    if (event.code === "Enter") {
      event.preventDefault();
      focus(index + 1);
    } else if (event.code === "Backspace" && !field.value && index < asked.length) {
      event.preventDefault();
      put(index, []);
      focus(index - 1);
    }
  }

  return (
    <fieldset class="variants">
      <legend>
        {t("article.asked")} <span class="count">{asked.length}</span>
      </legend>
      {!readOnly && <p class="quiet">{t("article.asked_hint")}</p>}
      <ul ref={list}>
        {shown.map((words, index) => (
          <li key={index}>
            <input
              lang={language}
              value={words}
              readOnly={readOnly}
              maxLength={500}
              aria-label={index < asked.length ? t("article.variant", { n: index + 1 }) : t("article.variant_new")}
              placeholder={index < asked.length ? "" : t("article.variant_new")}
              onInput={(event) => put(index, [event.currentTarget.value])}
              onPaste={(event) => paste(event, index)}
              onKeyDown={(event) => key(event, index)}
            />
            {index < asked.length && !readOnly && (
              <button type="button" class="plain" aria-label={t("article.variant_remove", { n: index + 1 })} onClick={() => put(index, [])}>
                <Icon name="close" size={14} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
