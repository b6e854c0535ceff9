// The FAQ's pages: what stands on top of each, and which of them is looked at.
import { useEffect } from "preact/hooks";

import { follow } from "../components/ReportLink";
import { loadCategories } from "../state/categories";
import { user } from "../state/session";
import { loadStyle } from "../styles/load";
import { addTexts, t } from "../texts/texts";
import type { Language } from "../types";
import { articleId, FAQ_PAGES, hrefOfPage, page } from "./address";
import { ArticlePage } from "./ArticlePage";
import { FiguresPage } from "./FiguresPage";
import { ListPage } from "./ListPage";
import { mayApprove, mayEdit, seesFaqFigures } from "../state/rights";
import { SettingsPage } from "./SettingsPage";
import { loadTopics } from "./topics";
import { WorkListPage } from "./WorkListPage";

declare const __FAQ_TEXTS__: Record<Language, string>;
declare const __FAQ_STYLE__: string;

const MAY_SEE = { articles: mayEdit, "work-list": mayEdit, figures: seesFaqFigures, settings: mayApprove };
const PAGES = { articles: ListPage, "work-list": WorkListPage, figures: FiguresPage, settings: SettingsPage };

/** Texts and styles; without the texts nothing is shown. */
export async function prepare(): Promise<void> {
  await Promise.all([addTexts(__FAQ_TEXTS__), loadStyle(__FAQ_STYLE__)]);
}

export function FaqFrame() {
  useEffect(() => void Promise.all([loadTopics(), loadCategories()]).catch(() => undefined), []);
  const pages = FAQ_PAGES.filter((one) => MAY_SEE[one](user.value));
  if (!pages.includes(page.value)) return <p class="empty">{t("problem.forbidden")}</p>;
  const Page = PAGES[page.value];
  return (
    <main class="admin faq scroll">
      <h1>{t("faq.title")}</h1>
      <nav class="groups" aria-label={t("faq.pages")}>
        {pages.map((one) => (
          <a
            key={one}
            href={hrefOfPage(one)}
            aria-current={page.value === one ? "page" : undefined}
            onClick={(event) => follow(event, hrefOfPage(one))}
          >
            {t(`faq_page.${one.replace("-", "_")}`)}
          </a>
        ))}
      </nav>
      {articleId.value ? <ArticlePage key={articleId.value} id={articleId.value} /> : <Page />}
    </main>
  );
}
