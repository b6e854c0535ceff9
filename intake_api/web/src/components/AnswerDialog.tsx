import { fetchAnswers } from "../api/reports";
import { t } from "../texts/texts";
import type { Language } from "../types";
import { Dialog } from "./Dialog";
import { useFinding } from "./useFinding";

interface Props {
  /** The citizen's. */
  language: Language;
  onPick: (text: string) => void;
  onClose: () => void;
}

/** Published answers, to be sent as a reply in the citizen's language. */
export function AnswerDialog({ language, onPick, onClose }: Props) {
  const { words, found, problem, field } = useFinding((asked, signal) => (asked ? fetchAnswers(asked, language, signal) : undefined));

  return (
    <Dialog title={t("ready.title")} onClose={onClose}>
      <label>
        {t("ready.search")}
        <input ref={field} type="search" maxLength={1000} value={words.value} onInput={(event) => (words.value = event.currentTarget.value)} />
      </label>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {found.value?.length === 0 && <p class="quiet">{t("ready.nothing")}</p>}
      <ul class="ready">
        {found.value?.map((one) => (
          <li key={one.id}>
            <button type="button" class="plain" lang={one.locale} onClick={() => onPick(one.text)}>
              <b>{one.title}</b>
              {one.locale !== language && ` (${t(`language.own.${one.locale}`)})`}
              <span class="quiet">{one.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
