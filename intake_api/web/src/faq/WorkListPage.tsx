import { useEffect } from "preact/hooks";

import { Undo } from "../components/Undo";
import { type Act, useAttempt } from "../components/useAttempt";
import { t } from "../texts/texts";
import { ArticleLink } from "./ArticleLink";
import { ArticlePicker } from "./ArticlePicker";
import { ClusterCard } from "./ClusterCard";
import type { Cluster } from "./types";
import { asDraft, asNoQuestion, asVariant, begun, clusters, current, done, loadWorkList, nearestTitle, point, pointed, searching } from "./workList";

const KEYS = [
  ["J / K", "work.key_next"],
  ["V", "work.key_variant"],
  ["D", "work.key_draft"],
  ["X", "work.key_nothing"],
] as const;

interface Step {
  (cluster: Cluster): Promise<void>;
}

/** What citizens asked in vain: each gathering becomes a variant, a draft, or nothing. */
export function WorkListPage() {
  const { busy, problem, attempt } = useAttempt();
  useEffect(() => void attempt(loadWorkList), []);

  function act(step: Act) {
    if (!busy.peek()) void attempt(step);
  }

  /** The nearest article takes it, or else one is searched. */
  function toVariant() {
    const cluster = current.peek();
    const nearest = cluster?.nearest[0];
    if (cluster && nearest) act(() => asVariant(cluster, nearest.id, nearestTitle(cluster)));
    else searching.value = cluster;
  }

  const withCurrent = (step: Step) => {
    const cluster = current.peek();
    if (cluster) act(() => step(cluster));
  };

  useEffect(() => {
    const meanings: Record<string, () => void> = {
      KeyJ: () => point(pointed.peek() + 1),
      KeyK: () => point(pointed.peek() - 1),
      KeyV: toVariant,
      KeyD: () => withCurrent(asDraft),
      KeyX: () => withCurrent(asNoQuestion),
    };
    const onKey = (event: KeyboardEvent) => {
      const meaning = meanings[event.code];
      if (!meaning || isElsewhere(event)) return;
      event.preventDefault();
      meaning();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <section aria-label={t("faq_page.work_list")}>
      <p class="quiet">{t("work.hint")}</p>
      <p class="quiet wide-only">
        {KEYS.map(([cap, meaning]) => (
          <span key={cap}>
            <kbd>{cap}</kbd> {t(meaning)}{" "}
          </span>
        ))}
      </p>
      <Undo of={done.value} />
      {begun.value && <ArticleLink id={begun.value} title={t("work.draft_open")} />}
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {clusters.value?.length === 0 && <p class="empty quiet">{t("work.empty")}</p>}
      <ol class="clusters">
        {clusters.value?.map((one, index) => (
          <ClusterCard key={one.id} cluster={one} index={index} busy={busy.value} act={act} />
        ))}
      </ol>
      {searching.value && (
        <ArticlePicker
          title={t("work.search_title")}
          onClose={() => (searching.value = null)}
          onPick={(id, title) => {
            const cluster = searching.peek();
            searching.value = null;
            if (cluster) act(() => asVariant(cluster, id, title));
          }}
        />
      )}
    </section>
  );
}

/** Typed into a field, into a dialog, or together with a key that makes it somebody else's. */
function isElsewhere(event: KeyboardEvent): boolean {
  const inField = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
  return inField || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector("dialog[open]") !== null;
}
