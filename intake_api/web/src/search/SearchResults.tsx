import { useEffect, useRef } from "preact/hooks";

import { Age } from "../components/Age";
import { Priority } from "../components/QueueRow";
import { categoryName } from "../state/categories";
import { type Found, found, isOpen, open, pointed } from "../state/search";
import { t } from "../texts/texts";

type Hit = Found["hits"][number];

/** What was found in all lists; the keys of the field move in it. */
export function SearchResults() {
  return (
    <ul id="search-results" class="search-results" role="listbox" aria-label={t("search.results")} hidden={!isOpen.value}>
      {isOpen.value && found.value.map((one, at) => <Result key={one.report.id} one={one} at={at} />)}
    </ul>
  );
}

function Result({ one, at }: { one: Found; at: number }) {
  const element = useRef<HTMLLIElement>(null);
  const { report } = one;
  const isPointed = pointed.value === at;
  useEffect(() => {
    if (isPointed) element.current?.scrollIntoView({ block: "nearest" });
  }, [isPointed]);
  return (
    <li
      ref={element}
      id={`found-${report.id}`}
      role="option"
      aria-selected={isPointed}
      data-found={report.number}
      // The field keeps the focus, and with it the list.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => open(at)}
    >
      <p class="found-head">
        <Priority of={report.priority} />
        <b class="cut">{report.kind === "sos" ? t("kind.sos") : categoryName(report.category)}</b>
        <span class="number">{report.number}</span>
        <span class="state-mark" data-state={report.state}>
          {t(`state.${report.state}`)}
        </span>
        <span class="grow" />
        <Age since={report.received_at} />
      </p>
      {one.hits.map((hit, place) => (
        <Line key={hit.source ?? place} hit={hit} otherwise={report.excerpt} />
      ))}
    </li>
  );
}

function Line({ hit, otherwise }: { hit: Hit; otherwise: string }) {
  return (
    <p class="found-line">
      {(hit.kind === "phone" || hit.sender !== "citizen") && hit.kind !== "report" && (
        <span class="quiet">{t(hit.kind === "phone" ? "search.by_phone" : `search.from.${hit.sender}`)} </span>
      )}
      <bdi>
        {hit.parts.length === 0
          ? otherwise
          : hit.parts.map((part, at) => (part.marked ? <mark key={at}>{part.text}</mark> : part.text))}
      </bdi>
    </p>
  );
}
