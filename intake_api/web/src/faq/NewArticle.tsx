import { useSignal } from "@preact/signals";

import { Dialog } from "../components/Dialog";
import { useAttempt } from "../components/useAttempt";
import { go } from "../state/route";
import { language, t } from "../texts/texts";
import { hrefOfArticle, isPage } from "./address";
import { addArticle } from "./api";
import { topicName, topics } from "./topics";

/** A new article begins with its id, its topic and a title; the rest is written on its page. */
export function NewArticle() {
  const isOpen = useSignal(false);
  return (
    <>
      <button type="button" class="primary" onClick={() => (isOpen.value = true)}>
        {t("new_article.open")}
      </button>
      {isOpen.value && <Form onClose={() => (isOpen.value = false)} />}
    </>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const { busy, problem, attempt } = useAttempt();
  const fault = useSignal<string | null>(null);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(form.get(name) ?? "").trim();
    fault.value = isPage(said("id")) ? t("new_article.taken_word") : null;
    if (fault.value) return;
    void attempt(async () => {
      const made = await addArticle(said("id"), said("topic"), language.peek(), said("title"));
      onClose();
      go(hrefOfArticle(made.id));
    });
  }

  return (
    <Dialog title={t("new_article.open")} onClose={onClose}>
      <form onSubmit={submit}>
        <label>
          {t("new_article.title", { language: t(`language.own.${language.value}`) })}
          <input name="title" required maxLength={200} lang={language.value} />
        </label>
        <label>
          {t("article_field.topic")}
          <select name="topic" required>
            {topics.value.map((one) => (
              <option key={one.code} value={one.code}>
                {topicName(one.code)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("new_article.id")}
          <input name="id" required pattern="[a-z0-9][a-z0-9\-]{0,59}" spellcheck={false} aria-describedby="new-article-hint" />
        </label>
        <p id="new-article-hint" class="quiet">
          {t("new_article.id_hint")}
        </p>
        {(fault.value ?? problem.value) && (
          <p class="problem" role="alert">
            {fault.value ?? problem.value}
          </p>
        )}
        <div class="dialog-foot">
          <button type="submit" class="primary" disabled={busy.value}>
            {t("new_article.begin")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
