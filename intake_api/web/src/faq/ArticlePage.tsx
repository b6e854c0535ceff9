import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAttempt } from "../components/useAttempt";
import { user } from "../state/session";
import { fullTime } from "../texts/format";
import { LANGUAGES, language as spoken, t } from "../texts/texts";
import type { Language } from "../types";
import { AboutFields } from "./AboutFields";
import { AttachmentRows } from "./AttachmentRows";
import { ButtonRows } from "./ButtonRows";
import { change, close, discard, draft, isDirty, isTakenUp, open, stored } from "./editing";
import { Findings } from "./Findings";
import { History } from "./History";
import { LanguageColumn } from "./LanguageColumn";
import { Overtaken } from "./Overtaken";
import { Publishing } from "./Publishing";
import { mayEdit } from "../state/rights";
import { titleOf } from "./titles";
import { TryBox } from "./TryBox";

/** One article, its languages side by side; a phone shows one of them. */
export function ArticlePage({ id }: { id: string }) {
  const { problem, attempt } = useAttempt();
  const shown = useSignal<Language>(spoken.peek());
  useEffect(() => {
    void attempt(() => open(id));
    return close;
  }, []);

  const article = stored.value;
  const written = draft.value;
  const readOnly = !mayEdit(user.value);
  return (
    <>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {article && written && (
        <article class="article" data-article={id} aria-label={titleOf(written)}>
          <Head />
          <Overtaken />
          <Findings language={null} />
          <div class="segments language-tabs" role="group" aria-label={t("language.choose")}>
            {LANGUAGES.map((one) => (
              <button key={one} type="button" aria-pressed={shown.value === one} onClick={() => (shown.value = one)}>
                {t(`language.own.${one}`)}
              </button>
            ))}
          </div>
          <div class="columns" data-shown={shown.value}>
            {LANGUAGES.map((one) => (
              <LanguageColumn key={one} language={one} readOnly={readOnly} />
            ))}
          </div>
          <div class="beneath">
            <ButtonRows buttons={written.buttons} readOnly={readOnly} onChange={(buttons) => change({ buttons })} />
            <AttachmentRows attachments={written.attachments} readOnly={readOnly} onChange={(attachments) => change({ attachments })} />
            <AboutFields readOnly={readOnly} />
          </div>
          <Publishing />
          <TryBox />
          <History />
        </article>
      )}
    </>
  );
}

function Head() {
  const article = stored.value;
  if (!article || !draft.value) return null;
  return (
    <header class="article-head">
      <h2>{titleOf(draft.value)}</h2>
      <span class="state-mark" data-status={article.status}>
        {t(`article_status.${article.status}`)}
      </span>
      {article.publish_at && <span class="quiet">{t("article.publish_at", { time: fullTime(article.publish_at) })}</span>}
      {article.published_version !== null && article.published_version !== article.draft_version && (
        <span class="quiet">{t("article.draft_ahead")}</span>
      )}
      {isDirty.value && (
        <span class="quiet">
          {t(isTakenUp.value ? "article.taken_up" : "article.unsaved")}{" "}
          <button type="button" class="link" onClick={discard}>
            {t("article.discard")}
          </button>
        </span>
      )}
    </header>
  );
}
