import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";

import { searchFor, searchText } from "../state/route";
import { close, found, isOpen, pointed, pressed, searchSoon } from "../state/search";
import { t } from "../texts/texts";
import { Later } from "./Later";

const TYPING_PAUSE_MS = 250;

/** Narrows the open list, and shows below it what is found in all of them. */
export function SearchField() {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  const used = useSignal(false);
  // The address may change from elsewhere (Back, cleared filters); never under the typing hand.
  useSignalEffect(() => {
    const text = searchText.value;
    if (field.current && field.current !== document.activeElement) field.current.value = text;
  });
  function typed(text: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => searchFor(text.trim()), TYPING_PAUSE_MS);
    searchSoon(text);
  }
  return (
    <div class="search">
      <input
        ref={field}
        type="search"
        id="queue-search"
        role="combobox"
        list={undefined} // the results are a list of our own, not the browser's
        aria-label={t("search.label")}
        aria-expanded={isOpen.value}
        aria-controls="search-results"
        aria-autocomplete="list"
        aria-activedescendant={pointed.value >= 0 ? `found-${found.value[pointed.value]?.report.id}` : undefined}
        autocomplete="off"
        placeholder={t("search.label")}
        defaultValue={searchText.peek()}
        onFocus={() => (used.value = true)}
        onInput={(event) => typed(event.currentTarget.value)}
        onBlur={close}
        onKeyDown={(event) => {
          if (!pressed(event.code)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {used.value && (
        <Later fetch={() => import("../search/SearchResults")} meanwhile={null}>
          {({ SearchResults }) => <SearchResults />}
        </Later>
      )}
    </div>
  );
}
