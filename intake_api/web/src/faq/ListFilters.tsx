import { useRef } from "preact/hooks";

import { param } from "../state/route";
import { LANGUAGES, t } from "../texts/texts";
import { filterBy, isFiltered, type ListFilter, showAll } from "./list";
import { colleagues } from "./colleagues";
import { topicName, topics } from "./topics";
import type { Status } from "./types";

const PAUSE_MS = 250;
const STATUSES: readonly Status[] = ["draft", "published", "retired"];

/** All of it is in the address: a filtered list can be sent to a colleague. */
export function ListFilters() {
  return (
    <div class="fields list-filters" role="search">
      <Search />
      <Choice name="status" options={STATUSES.map((one) => [one, t(`article_status.${one}`)])} />
      <Choice name="topic" options={topics.value.map((one) => [one.code, topicName(one.code)])} />
      <Choice name="owner" options={colleagues.value.map((one) => [one.id, one.name])} />
      <Choice name="missing" options={LANGUAGES.map((one) => [one, t(`language.own.${one}`)])} />
      <Tick name="stale" />
      <Tick name="expiring" />
      {isFiltered.value && (
        <button type="button" class="link" onClick={showAll}>
          {t("filters.clear")}
        </button>
      )}
    </div>
  );
}

function Search() {
  const timer = useRef(0);
  function typed(text: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => filterBy("q", text.trim()), PAUSE_MS);
  }
  return (
    <label>
      {t("list_filter.q")}
      <input type="search" id="article-search" defaultValue={param("q")} onInput={(event) => typed(event.currentTarget.value)} />
    </label>
  );
}

function Choice({ name, options }: { name: ListFilter; options: readonly (readonly [string, string])[] }) {
  return (
    <label>
      {t(`list_filter.${name}`)}
      <select name={name} value={param(name)} onChange={(event) => filterBy(name, event.currentTarget.value)}>
        <option value="">{t("list.any")}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={param(name) === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Tick({ name }: { name: ListFilter }) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} checked={param(name) === "true"} onChange={(event) => filterBy(name, event.currentTarget.checked ? "true" : "")} />{" "}
      {t(`list_filter.${name}`)}
    </label>
  );
}
