import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";

import { categories, categoryName } from "../state/categories";
import { chosen, clearFilters, type Filter, filterCount, FILTERS, searchFor, searchText, toggleFilter } from "../state/route";
import { t } from "../texts/texts";
import { Icon } from "./Icon";

const TYPING_PAUSE_MS = 250;

const CHOICES: Record<Exclude<Filter, "category">, readonly string[]> = {
  kind: ["sos", "crime", "offence", "complaint", "statement", "question"],
  state: [
    "received", "in_review", "accepted", "awaiting_citizen", "assigned", "acknowledged", "en_route", "on_scene",
    "resolved", "returned", "closed", "withdrawn", "rejected",
  ],
  priority: ["1", "2", "3", "4"],
  channel: ["text", "photo", "video", "voice", "location", "sos", "web", "audio_call", "video_call", "phone_note"],
};

export function Filters() {
  const open = useSignal(false);
  return (
    <div class="filters">
      <div class="search-line">
        <Search />
        <button
          type="button"
          aria-expanded={open.value}
          aria-controls="filter-choices"
          onClick={() => (open.value = !open.value)}
        >
          <Icon name="filter" /> {t("filters.title")}
          {filterCount.value > 0 && <span class="count">{filterCount}</span>}
        </button>
      </div>
      {open.value ? (
        <div id="filter-choices" class="choices">
          {FILTERS.map((filter) => (
            <Choices key={filter} filter={filter} />
          ))}
        </div>
      ) : (
        <Chosen />
      )}
    </div>
  );
}

function Search() {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  // The address may change from elsewhere (Back, cleared filters); never under the typing hand.
  useSignalEffect(() => {
    const text = searchText.value;
    if (field.current && field.current !== document.activeElement) field.current.value = text;
  });
  function typed(text: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => searchFor(text.trim()), TYPING_PAUSE_MS);
  }
  return (
    <input
      ref={field}
      type="search"
      id="queue-search"
      aria-label={t("search.label")}
      placeholder={t("search.label")}
      defaultValue={searchText.peek()}
      onInput={(event) => typed(event.currentTarget.value)}
    />
  );
}

function Choices({ filter }: { filter: Filter }) {
  const values = filter === "category" ? categories.value.map((one) => one.code) : CHOICES[filter];
  if (values.length === 0) return null;
  return (
    <fieldset>
      <legend>{t(`filter.${filter}`)}</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen(filter).includes(value)}
            onChange={() => toggleFilter(filter, value)}
          />
          {nameOf(filter, value)}
        </label>
      ))}
    </fieldset>
  );
}

/** What is filtered stays visible with the panel shut. */
function Chosen() {
  if (filterCount.value === 0) return null;
  return (
    <p class="chips">
      {FILTERS.flatMap((filter) =>
        chosen(filter).map((value) => (
          <button
            key={`${filter}:${value}`}
            type="button"
            class="chip"
            aria-label={t("filters.remove", { name: nameOf(filter, value) })}
            onClick={() => toggleFilter(filter, value)}
          >
            {nameOf(filter, value)} <Icon name="close" size={12} />
          </button>
        )),
      )}
      <button type="button" class="link" onClick={clearFilters}>
        {t("filters.clear")}
      </button>
    </p>
  );
}

function nameOf(filter: Filter, value: string): string {
  return filter === "category" ? categoryName(value) : t(`${filter}.${value}`);
}
