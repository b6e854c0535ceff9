import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { LANGUAGES, t } from "../texts/texts";
import type { Language } from "../types";
import { putTopics } from "./api";
import { loadTopics, topics } from "./topics";
import type { Topic } from "./types";

type Edited = Pick<Topic, "code"> & { labels: Partial<Topic["labels"]>; articles: number };
const NEW: Edited = { code: "", labels: {}, articles: 0 };

/** The topics in the order in which they are offered. */
export function TopicsForm() {
  const edited = useSignal<readonly Edited[]>(topics.peek());
  /** The codes that articles may stand under: those stay as they are. */
  const known = useSignal<ReadonlySet<string>>(new Set());
  const saved = useSignal(false);
  const { busy, problem, attempt } = useAttempt();

  const load = async () => {
    await loadTopics();
    edited.value = topics.peek();
    known.value = new Set(topics.peek().map((one) => one.code));
  };
  useEffect(() => void attempt(load), []);

  function put(index: number, made: readonly Edited[]) {
    edited.value = [...edited.value.slice(0, index), ...made, ...edited.value.slice(index + 1)];
    saved.value = false;
  }

  function raise(index: number) {
    const [above, one] = [edited.value[index - 1], edited.value[index]];
    if (!above || !one) return;
    edited.value = [...edited.value.slice(0, index - 1), one, above, ...edited.value.slice(index + 1)];
    saved.value = false;
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    void attempt(async () => {
      await putTopics(edited.peek() as Topic[]);
      await load();
      saved.value = true;
    });
  }

  return (
    <form class="topics" onSubmit={submit}>
      <h2>{t("topics.title")}</h2>
      <ol class="button-rows">
        {edited.value.map((one, index) => (
          <li key={index} data-topic={one.code}>
            <label>
              {t("topics.code")}
              <input
                required
                pattern="[a-z][a-z0-9_\-]{0,63}"
                spellcheck={false}
                value={one.code}
                readOnly={known.value.has(one.code)}
                onChange={(event) => put(index, [{ ...one, code: event.currentTarget.value.trim() }])}
              />
            </label>
            {LANGUAGES.map((language) => (
              <label key={language}>
                {t(`language.own.${language}`)}
                <input required lang={language} maxLength={64} value={one.labels[language] ?? ""} onInput={(event) => put(index, [labelled(one, language, event.currentTarget.value)])} />
              </label>
            ))}
            <span class="choices-line">
              <button type="button" disabled={index === 0} onClick={() => raise(index)}>
                {t("topics.raise")}
              </button>
              <button type="button" disabled={one.articles > 0} title={one.articles > 0 ? t("topics.in_use", { n: one.articles }) : ""} onClick={() => put(index, [])}>
                {t("topics.remove")}
              </button>
            </span>
          </li>
        ))}
      </ol>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="choices-line">
        <button type="button" onClick={() => put(edited.value.length, [NEW])}>
          {t("topics.add")}
        </button>
        <button type="submit" class="primary" disabled={busy.value}>
          {t("save")}
        </button>
        {saved.value && <span role="status">{t("faq_settings.saved")}</span>}
      </div>
    </form>
  );
}

const labelled = (topic: Edited, language: Language, text: string): Edited => ({ ...topic, labels: { ...topic.labels, [language]: text } });
