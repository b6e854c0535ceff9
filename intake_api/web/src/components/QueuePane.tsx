import { failure, loading, loadMore, loadQueue, next, rows } from "../state/queue";
import { t } from "../texts/texts";
import { EmptyQueue } from "./EmptyQueue";
import { Filters } from "./Filters";
import { Groups } from "./Groups";
import { problemText } from "./problem";
import { QueueRow } from "./QueueRow";

export function QueuePane() {
  return (
    <section class="pane queue" aria-label={t("queue.title")}>
      <Groups />
      <Filters />
      <div class="scroll" aria-busy={loading.value === "first"}>
        {failure.value && <Failure />}
        <ol class="rows" aria-label={t("queue.title")}>
          {rows.value.map((row) => (
            <QueueRow key={row.id} row={row} />
          ))}
        </ol>
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
