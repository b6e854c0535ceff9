import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { isAborted } from "../api/http";
import { Dialog } from "../components/Dialog";
import { problemText } from "../components/problem";
import { labelOf } from "../state/categories";
import { t } from "../texts/texts";
import { fetchArticles } from "./api";
import type { ArticleRow } from "./types";

const PAUSE_MS = 200;
const AT_MOST = 12;

interface Props {
  title: string;
  onPick: (id: string, title: string) => void;
  onClose: () => void;
}

/** Finds an article by its words. */
export function ArticlePicker({ title, onPick, onClose }: Props) {
  const words = useSignal("");
  const found = useSignal<readonly ArticleRow[] | null>(null);
  const problem = useSignal<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const stop = new AbortController();
    const query = new URLSearchParams(words.value.trim() ? { q: words.value.trim() } : {});
    const timer = setTimeout(() => {
      fetchArticles(query.toString(), null, stop.signal).then(
        ({ items }) => (found.value = items.filter((one) => one.status !== "retired").slice(0, AT_MOST)),
        (error: unknown) => {
          if (!isAborted(error)) problem.value = problemText(error);
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words.value]);

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
