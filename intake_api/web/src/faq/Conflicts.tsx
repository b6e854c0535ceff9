import { useSignal } from "@preact/signals";

import { useAttempt } from "../components/useAttempt";
import { t } from "../texts/texts";
import { fetchConflicts } from "./api";
import { ArticleLink } from "./ArticleLink";
import { percent } from "./numbers";
import type { Conflict } from "./types";

/** Articles that claim the same question; looked for when the panel is opened. */
export function Conflicts() {
  const found = useSignal<readonly Conflict[] | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const look = () => void attempt(async () => void (found.value = await fetchConflicts()));
  return (
    <details class="conflicts" onToggle={(event) => event.currentTarget.open && look()}>
      <summary>{t("conflicts.title")}</summary>
      {busy.value && <p class="quiet">{t("loading")}</p>}
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {found.value?.length === 0 && <p class="quiet">{t("conflicts.none")}</p>}
      <ul class="picks">
        {found.value?.map((one) => (
          <li key={`${one.articles.map(({ id }) => id).join(":")}:${one.question}`}>
            {one.question && <q lang={one.locale ?? undefined}>{one.question}</q>}
            <span class="quiet">{t(`conflict.${one.kind.replace("-", "_")}`, { share: percent(one.similarity) })}</span>
            <span class="choices-line">
              {one.articles.map(({ id, title }) => (
                <ArticleLink key={id} id={id} title={title} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
