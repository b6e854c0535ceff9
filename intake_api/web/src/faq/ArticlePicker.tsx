import { Dialog } from "../components/Dialog";
import { useFinding } from "../components/useFinding";
import { labelOf } from "../state/categories";
import { t } from "../texts/texts";
import { fetchArticles } from "./api";
import type { ArticleRow } from "./types";

const AT_MOST = 12;

interface Props {
  title: string;
  onPick: (id: string, title: string) => void;
  onClose: () => void;
}

/** Finds an article by its words. */
export function ArticlePicker({ title, onPick, onClose }: Props) {
  const { words, found, problem, field } = useFinding(findArticles);

  return (
    <Dialog title={title} onClose={onClose}>
      <label>
        {t("list_filter.q")}
        <input ref={field} type="search" value={words.value} onInput={(event) => (words.value = event.currentTarget.value)} />
      </label>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <ul class="picks">
        {found.value?.map((one) => (
          <li key={one.id}>
            <button type="button" class="plain" onClick={() => onPick(one.id, labelOf(one.titles) || one.id)}>
              {labelOf(one.titles) || one.id}
            </button>
          </li>
        ))}
      </ul>
      {found.value?.length === 0 && <p class="quiet">{t("list.nothing_found")}</p>}
    </Dialog>
  );
}

/** Without words the newest; what is retired is no answer to anything. */
async function findArticles(words: string, signal: AbortSignal): Promise<readonly ArticleRow[]> {
  const { items } = await fetchArticles(new URLSearchParams(words ? { q: words } : {}).toString(), null, signal);
  return items.filter((one) => one.status !== "retired").slice(0, AT_MOST);
}
