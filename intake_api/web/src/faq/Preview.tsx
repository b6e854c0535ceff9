import { signal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { problemText } from "../components/problem";
import { t } from "../texts/texts";
import type { Language } from "../types";
import { fetchPreview } from "./api";
import { draft } from "./editing";
import type { ArticleButton, ButtonKind, PreviewMade } from "./types";

const PAUSE_MS = 300;
const PLACES = ["telegram", "portal"] as const;
/** What the bot puts under every answer: side by side, and below the article's own buttons. */
const ABOUT_ANSWER = ["helped", "not_helped"] as const;
const WAYS_ON = ["operator", "report"] as const;

/** The same for all languages, so that they can be compared. */
const place = signal<(typeof PLACES)[number]>("telegram");

/** As a citizen will see it; the markup is the server's, made safe there by the code that citizens get. */
export function Preview({ language }: { language: Language }) {
  const text = draft.value?.translations[language]?.text ?? "";
  const { made, problem } = usePreview(text);
  return (
    <section class="preview-pane" aria-label={t("preview.title")}>
      <div class="segments" role="group" aria-label={t("preview.title")}>
        {PLACES.map((one) => (
          <button key={one} type="button" aria-pressed={place.value === one} onClick={() => (place.value = one)}>
            {t(`preview.${one}`)}
          </button>
        ))}
      </div>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {made.value && (place.value === "telegram" ? <Chat language={language} made={made.value} /> : <Page language={language} made={made.value} />)}
    </section>
  );
}

interface PlaceProps {
  language: Language;
  made: PreviewMade;
}

/** The title in the first message, phone numbers in the last, where a telephone lets them be tapped. */
function Chat({ language, made }: PlaceProps) {
  const phones = buttonsOf("phone");
  const last = made.messages.length - 1;
  return (
    <div class="chat" lang={language}>
      {(made.messages.length ? made.messages : [""]).map((message, index) => (
        <div key={index} class="chat-bubble">
          {index === 0 && (
            <p>
              <b>{draft.value?.translations[language]?.title}</b>
            </p>
          )}
          <div class="words" dangerouslySetInnerHTML={{ __html: message }} />
          {index >= last && phones.map((one, n) => <p key={n}>{`${labelOfButton(one, language)}: ${one.target}`}</p>)}
        </div>
      ))}
      <Keys language={language} />
    </div>
  );
}

/** Row by row as the bot lays them. */
function Keys({ language }: { language: Language }) {
  const own = [...buttonsOf("link"), ...buttonsOf("report")];
  return (
    <ul class="chat-buttons" aria-label={t("preview.buttons")}>
      {ABOUT_ANSWER.map((one) => (
        <li key={one} class="chat-button">
          {t(`after_answer.${language}.${one}`)}
        </li>
      ))}
      {own.map((one, index) => (
        <li key={index} class="chat-button wide">
          {labelOfButton(one, language)}
        </li>
      ))}
      {WAYS_ON.map((one) => (
        <li key={one} class="chat-button wide">
          {t(`after_answer.${language}.${one}`)}
        </li>
      ))}
    </ul>
  );
}

const buttonsOf = (kind: ButtonKind): ArticleButton[] => draft.value?.buttons.filter((one) => one.kind === kind) ?? [];

/** Without a label in this language another one serves, as in the chat. */
const labelOfButton = (button: ArticleButton, language: Language): string => button.labels[language] ?? Object.values(button.labels)[0] ?? "";

function Page({ language, made }: PlaceProps) {
  return (
    <article class="portal-page" lang={language}>
      <h3>{draft.value?.translations[language]?.title}</h3>
      <div dangerouslySetInnerHTML={{ __html: made.html }} />
    </article>
  );
}

/** Asked for after a pause in typing; an answer to older words is dropped. */
function usePreview(text: string) {
  const made = useSignal<PreviewMade | null>(null);
  const problem = useSignal<string | null>(null);
  const asked = useSignal(text);
  const timer = useRef(0);
  useEffect(() => {
    timer.current = setTimeout(() => (asked.value = text), made.peek() ? PAUSE_MS : 0);
    return () => clearTimeout(timer.current);
  }, [text]);
  useSignalEffect(() => {
    const stop = new AbortController();
    fetchPreview(asked.value, stop.signal).then(
      (found) => {
        made.value = found;
        problem.value = null;
      },
      (error: unknown) => {
        if (!stop.signal.aborted) problem.value = problemText(error);
      },
    );
    return () => stop.abort();
  });
  return { made, problem };
}
