import { useEffect, useRef } from "preact/hooks";

import type { Act } from "../components/useAttempt";
import { labelOf } from "../state/categories";
import { LANGUAGES, t } from "../texts/texts";
import { percent } from "./numbers";
import type { Cluster } from "./types";
import { asDraft, asNoQuestion, asVariant, point, pointed, searching } from "./workList";

interface Props {
  cluster: Cluster;
  index: number;
  busy: boolean;
  act: (step: Act) => void;
}

/** Questions that mean the same, and what can become of them. */
export function ClusterCard({ cluster, index, busy, act }: Props) {
  const card = useRef<HTMLLIElement>(null);
  const isPointed = pointed.value === index;
  useEffect(() => {
    if (isPointed) card.current?.scrollIntoView({ block: "nearest" });
  }, [isPointed]);

  return (
    <li ref={card} class="cluster" data-cluster={cluster.id} aria-current={isPointed ? "true" : undefined} onFocusIn={() => point(index)}>
      <h2>
        <bdi>{cluster.question}</bdi>
      </h2>
      <p class="quiet">
        {t("work.asked", { n: cluster.count })} ·{" "}
        {LANGUAGES.filter((one) => cluster.languages[one]).map((one) => `${t(`language.own.${one}`)} ${cluster.languages[one]}`).join(", ")}
      </p>
      <ul class="examples">
        {cluster.examples.filter((one) => one !== cluster.question).map((one) => (
          <li key={one}>
            <bdi>{one}</bdi>
          </li>
        ))}
      </ul>
      <p class="choices-line">
        {cluster.nearest.map((one) => (
          <button key={one.id} type="button" disabled={busy} onClick={() => act(() => asVariant(cluster, one.id, labelOf(one.titles)))}>
            {t("work.variant_of", { name: labelOf(one.titles) || one.id })} <span class="quiet">{percent(one.probability)}</span>
          </button>
        ))}
      </p>
      <p class="choices-line">
        <button type="button" disabled={busy} onClick={() => (searching.value = cluster)}>
          {t("work.search")}
        </button>
        <button type="button" disabled={busy} onClick={() => act(() => asDraft(cluster))}>
          {t("work.draft")}
        </button>
        <button type="button" disabled={busy} onClick={() => act(() => asNoQuestion(cluster))}>
          {t("work.nothing")}
        </button>
      </p>
    </li>
  );
}
