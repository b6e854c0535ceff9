import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { isAborted } from "../api/http";
import { problemText } from "../components/problem";
import { t } from "../texts/texts";
import { ArticleRows } from "./ArticleRows";
import { BulkBar } from "./BulkBar";
import { Conflicts } from "./Conflicts";
import { Exchange } from "./Exchange";
import { isFiltered, listQuery, loadMore, loadRows, next, rows, showAll } from "./list";
import { ListFilters } from "./ListFilters";
import { NewArticle } from "./NewArticle";
import { loadColleagues } from "./colleagues";
import { TryBox } from "./TryBox";

/** All articles: found, filtered, ticked and changed together. */
export function ListPage() {
  const problem = useSignal<string | null>(null);
  useEffect(() => void loadColleagues().catch(() => undefined), []);
  useSignalEffect(() => {
    void listQuery.value;
    const stop = new AbortController();
    problem.value = null;
    loadRows(stop.signal).catch((error: unknown) => {
      if (!isAborted(error)) problem.value = problemText(error);
    });
    return () => stop.abort();
  });

  return (
    <section aria-label={t("faq_page.articles")}>
      <div class="choices-line">
        <NewArticle />
        <Exchange />
      </div>
      <TryBox />
      <Conflicts />
      <ListFilters />
      <BulkBar />
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {rows.value?.length === 0 ? <Nothing /> : <ArticleRows />}
      {next.value && (
        <button type="button" onClick={() => void loadMore().catch((error: unknown) => (problem.value = problemText(error)))}>
          {t("list.more")}
        </button>
      )}
    </section>
  );
}

function Nothing() {
  return (
    <div class="empty quiet">
      <p>{t(isFiltered.value ? "list.nothing_found" : "list.empty")}</p>
      {isFiltered.value && (
        <button type="button" onClick={showAll}>
          {t("filters.clear")}
        </button>
      )}
    </div>
  );
}
