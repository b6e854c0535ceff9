import { failure, loading, loadMore, loadQueue, next, rows } from "../state/queue";
import { choosing } from "../state/selection";
import { t } from "../texts/texts";
import { ListTools } from "./Lists";
import { EmptyQueue } from "./EmptyQueue";
import { Filters } from "./Filters";
import { Groups } from "./Groups";
import { problemText } from "./problem";
import { RowList } from "./RowList";
import { Views } from "./Views";

export function QueuePane() {
  return (
    <section class="pane queue" aria-label={t("queue.title")} data-choosing={choosing.value || undefined}>
      <Groups />
      <Views />
      <Filters />
      <ListTools />
      <div class="scroll" aria-busy={loading.value === "first"}>
        {failure.value && <Failure />}
        <RowList />
        <Tail />
      </div>
    </section>
  );
}

function Failure() {
  return (
    <p class="problem" role="alert">
      {problemText(failure.value)}{" "}
      <button type="button" class="link" onClick={() => void loadQueue()}>
        {t("try_again")}
      </button>
    </p>
  );
}

function Tail() {
  if (loading.value === "first" && rows.value.length === 0) return <p class="empty">{t("loading")}</p>;
  if (rows.value.length === 0 && !failure.value) return <EmptyQueue />;
  if (next.value === null) return null;
  return (
    <button type="button" class="more" disabled={loading.value === "more"} onClick={() => void loadMore()}>
      {t(loading.value === "more" ? "loading" : "queue.more")}
    </button>
  );
}
