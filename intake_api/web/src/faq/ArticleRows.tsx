import { follow } from "../components/ReportLink";
import { labelOf } from "../state/categories";
import { fullTime } from "../texts/format";
import { LANGUAGES, t } from "../texts/texts";
import { hrefOfArticle } from "./address";
import { isKept } from "./editing";
import { rows, tick, ticked, tickAll } from "./list";
import { dayWithYear } from "./numbers";
import { topicName } from "./topics";
import type { ArticleRow } from "./types";

export function ArticleRows() {
  const shown = rows.value ?? [];
  const all = shown.length > 0 && shown.every((one) => ticked.value.has(one.id));
  return (
    <table class="articles">
      <thead>
        <tr>
          <th>
            <input type="checkbox" aria-label={t("list.tick_all")} checked={all} onChange={(event) => tickAll(event.currentTarget.checked)} />
          </th>
          <th>{t("article.title")}</th>
          <th>{t("article_field.topic")}</th>
          <th>{t("list.languages")}</th>
          <th>{t("article.owner")}</th>
          <th>{t("list.status")}</th>
          <th>{t("list.updated")}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { row: ArticleRow }) {
  const href = hrefOfArticle(row.id);
  const title = labelOf(row.titles) || row.id;
  return (
    <tr data-article={row.id} data-ticked={ticked.value.has(row.id) || undefined}>
      <td>
        <input
          type="checkbox"
          aria-label={t("list.tick", { name: title })}
          checked={ticked.value.has(row.id)}
          onChange={(event) => tick(row.id, event.currentTarget.checked)}
        />
      </td>
      <td class="article-name">
        <a href={href} onClick={(event) => follow(event, href)}>
          {title}
        </a>
        {isKept(row.id) && <span class="quiet"> {t("article.unsaved")}</span>}
      </td>
      <td>{topicName(row.topic)}</td>
      <td>
        <Languages row={row} />
      </td>
      <td>{row.owner?.name ?? <span class="quiet">{t("article.nobody")}</span>}</td>
      <td>
        <Marks row={row} />
      </td>
      <td class="quiet">{dayWithYear(row.updated_at)}</td>
    </tr>
  );
}

/** What there is, what is behind another language, what is missing: in words for readers too. */
function Languages({ row }: { row: ArticleRow }) {
  return (
    <span class="chips">
      {LANGUAGES.map((one) => {
        const state = !row.languages.includes(one) ? "missing" : row.stale.includes(one) ? "stale" : "there";
        const name = `${t(`language.own.${one}`)}: ${t(`translation_state.${state}`)}`;
        return (
          <span key={one} class="language-chip" data-state={state} title={name} role="img" aria-label={name}>
            {one}
          </span>
        );
      })}
    </span>
  );
}

function Marks({ row }: { row: ArticleRow }) {
  const ahead = row.published_version !== null && row.published_version !== row.draft_version;
  return (
    <>
      <span class="state-mark" data-status={row.status}>
        {t(`article_status.${row.status}`)}
      </span>
      {ahead && <span class="quiet"> {t("article.draft_ahead")}</span>}
      {row.publish_at && <span class="quiet"> {t("article.publish_at", { time: fullTime(row.publish_at) })}</span>}
      {row.valid_until && <span class="quiet"> {t("list.until", { day: dayWithYear(row.valid_until) })}</span>}
    </>
  );
}
