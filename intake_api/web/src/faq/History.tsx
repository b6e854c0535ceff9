import { useSignal } from "@preact/signals";

import { useAttempt } from "../components/useAttempt";
import { mayApprove } from "../state/rights";
import { user } from "../state/session";
import { fullTime } from "../texts/format";
import { t } from "../texts/texts";
import { fetchDifferences } from "./api";
import { Changes } from "./Changes";
import { isDirty, stored } from "./editing";
import { restore } from "./saving";
import type { Difference, VersionRow } from "./types";

/** Who wrote what and when; any version can be looked at against the one now, and brought back. */
export function History() {
  const looked = useSignal<{ number: number; differences: Difference[] } | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const article = stored.value;
  if (!article) return null;

  const look = (number: number) =>
    void attempt(async () => {
      const { items } = await fetchDifferences(article.id, number, article.draft_version);
      looked.value = { number, differences: items };
    });

  const bringBack = (number: number) =>
    void attempt(async () => {
      await restore(number);
      looked.value = null;
    });

  return (
    <details class="history">
      <summary>{t("history.title")}</summary>
      {problem.value && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <ol class="versions-list">
        {article.history.map((one) => (
          <li key={one.number} data-version={one.number}>
            <Line of={one} />
            {one.number !== article.draft_version && (
              <span class="choices-line">
                <button type="button" disabled={busy.value} onClick={() => look(one.number)}>
                  {t("history.compare")}
                </button>
                {mayApprove(user.value) && (
                  <button type="button" disabled={busy.value || isDirty.value} onClick={() => bringBack(one.number)}>
                    {t("history.restore")}
                  </button>
                )}
              </span>
            )}
            {looked.value?.number === one.number && (
              <Changes of={looked.value.differences} before={t("history.version", { n: one.number })} after={t("history.version", { n: article.draft_version })} />
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Line({ of: one }: { of: VersionRow }) {
  return (
    <span>
      <b>{t("history.version", { n: one.number })}</b>{" "}
      <time class="quiet" dateTime={one.at}>
        {fullTime(one.at)}
      </time>{" "}
      {one.author ? one.author.name : <span class="quiet">{t("history.shipped")}</span>}
      {one.published_at && <span class="state-mark"> {t("article_status.published")}</span>}
      {one.note && <span class="quiet"> {one.note}</span>}
    </span>
  );
}
