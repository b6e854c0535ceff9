import { useSignal } from "@preact/signals";

import { useAttempt } from "../components/useAttempt";
import { LANGUAGES, language as spoken, t } from "../texts/texts";
import type { Language } from "../types";
import { explain } from "./api";
import { ArticleLink } from "./ArticleLink";
import { Bar } from "./Bar";
import { percent } from "./numbers";
import type { Explanation } from "./types";

const SHOWN = 5;
/** Those of the engine's that mean something to a reader, each a share. */
const SIGNALS = ["nearest", "covered", "known", "margin", "background"] as const;

/** What the bot would say to a question, and why. */
export function TryBox() {
  const question = useSignal("");
  const language = useSignal<Language>(spoken.peek());
  const catalogue = useSignal<"published" | "draft">("published");
  const found = useSignal<Explanation | null>(null);
  const { busy, problem, attempt } = useAttempt();

  function ask(event: SubmitEvent) {
    event.preventDefault();
    const asked = { question: question.value.trim(), locale: language.value, catalogue: catalogue.value };
    void attempt(async () => void (found.value = await explain(asked)));
  }

  return (
    <details class="try-box">
      <summary>{t("try.title")}</summary>
      <form class="fields" onSubmit={ask}>
        <label class="wide">
          {t("try.question")}
          <input name="question" required maxLength={1000} value={question.value} onInput={(event) => (question.value = event.currentTarget.value)} />
        </label>
        <label>
          {t("language.choose")}
          <select name="locale" onChange={(event) => (language.value = event.currentTarget.value as Language)}>
            {LANGUAGES.map((one) => (
              <option key={one} value={one} selected={one === language.value}>
                {t(`language.own.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("try.catalogue")}
          <select name="catalogue" onChange={(event) => (catalogue.value = event.currentTarget.value as "published" | "draft")}>
            <option value="published">{t("try.published")}</option>
            <option value="draft">{t("try.draft")}</option>
          </select>
        </label>
        <button type="submit" class="primary" disabled={busy.value}>
          {t("try.ask")}
        </button>
      </form>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {busy.value && <p class="quiet">{t("loading")}</p>}
      <div role="status">{!busy.value && found.value && <Answer of={found.value} />}</div>
    </details>
  );
}

function Answer({ of: found }: { of: Explanation }) {
  return (
    <>
      <p class="decision" data-decision={found.decision}>
        <b>{t(`decision.${found.decision}`)}</b>
      </p>
      {found.keyboard && <p>{t("try.keyboard", { words: found.reading })}</p>}
      {found.exact && <p>{t("try.exact")}</p>}
      <p class="quiet">{t("try.thresholds", { answer: percent(found.answer_from), offer: percent(found.offer_from), among: percent(found.among) })}</p>
      {found.candidates.length === 0 ? <p class="quiet">{t("try.no_candidates")}</p> : <Weighed of={found} />}
    </>
  );
}

/** The articles that were weighed, and what the ranking looked like. */
function Weighed({ of: found }: { of: Explanation }) {
  return (
    <>
      <ol class="candidates">
        {found.candidates.slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <ArticleLink id={one.id} title={one.title} />
            <span class="sure">
              <Bar share={one.probability} mark={found.answer_from} /> {percent(one.probability)}
            </span>
          </li>
        ))}
      </ol>
      <p class="quiet">{t("try.signals")}</p>
      <ul class="signals">
        {SIGNALS.map((name) => (
          <li key={name} class="quiet">
            {t(`signal.${name}`)} <Bar share={found.signals[name] ?? 0} />
          </li>
        ))}
      </ul>
    </>
  );
}
