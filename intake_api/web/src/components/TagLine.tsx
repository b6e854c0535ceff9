import { useSignal } from "@preact/signals";

import { putTags } from "../api/queue";
import { t } from "../texts/texts";
import type { ReportCase } from "../types";
import { Icon } from "./Icon";
import { useAttempt } from "./useAttempt";

/** The report's tags, put on and taken off here. */
export function TagLine({ shown }: { shown: ReportCase }) {
  const adding = useSignal(false);
  const { busy, problem, attempt } = useAttempt();
  const put = (tags: readonly string[]) => void attempt(() => putTags(shown.id, tags));

  function add(event: SubmitEvent) {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget as HTMLFormElement).get("tag") ?? "").trim();
    adding.value = false;
    if (words) put([...shown.tags, words]);
  }

  return (
    <div class="tag-line">
      {shown.tags.map((tag) => (
        <button key={tag} type="button" class="chip" disabled={busy.value} aria-label={t("tags.remove", { tag })} onClick={() => put(shown.tags.filter((one) => one !== tag))}>
          <bdi>#{tag}</bdi> <Icon name="close" size={12} />
        </button>
      ))}
      {adding.value ? (
        <form onSubmit={add}>
          <input name="tag" maxLength={40} autocomplete="off" aria-label={t("tags.name")} autoFocus onBlur={(event) => !event.currentTarget.value && (adding.value = false)} />
        </form>
      ) : (
        <button type="button" class="link" onClick={() => (adding.value = true)}>
          {t("tags.add")}
        </button>
      )}
      {problem.value && <span class="problem">{problem}</span>}
    </div>
  );
}
