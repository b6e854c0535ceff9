import { useSignal } from "@preact/signals";

import { clearFilters, conditions, filterCount, removeCondition } from "../state/route";
import { choosing, toggleChoosing } from "../state/selection";
import { t } from "../texts/texts";
import { conditionName } from "./conditions";
import { fetchLists } from "./Lists";
import { ExportButton } from "./ExportButton";
import { Icon } from "./Icon";
import { Later } from "./Later";
import { SearchField } from "./SearchField";

export function Filters() {
  const open = useSignal(false);
  return (
    <div class="filters">
      <div class="search-line">
        <SearchField />
        <button
          type="button"
          aria-expanded={open.value}
          aria-controls="filter-choices"
          onClick={() => (open.value = !open.value)}
        >
          <Icon name="filter" /> {t("filters.title")}
          {filterCount.value > 0 && <span class="count">{filterCount}</span>}
        </button>
        <button
          type="button"
          aria-pressed={choosing.value}
          aria-label={t("select.title")}
          title={t("select.title")}
          onClick={toggleChoosing}
        >
          <Icon name="check" />
        </button>
        <ExportButton />
      </div>
      <Chosen />
      {open.value && (
        <div id="filter-choices" class="choices">
          <Later fetch={fetchLists}>{({ Choices }) => <Choices />}</Later>
        </div>
      )}
    </div>
  );
}

/** What is filtered stays visible, each to be removed by itself. */
function Chosen() {
  if (filterCount.value === 0) return null;
  return (
    <p class="chips">
      {conditions.value.map((one) => (
        <button
          key={`${one.name}:${one.value}`}
          type="button"
          class="chip"
          aria-label={t("filters.remove", { name: conditionName(one) })}
          onClick={() => removeCondition(one)}
        >
          <bdi>{conditionName(one)}</bdi> <Icon name="close" size={12} />
        </button>
      ))}
      <button type="button" class="link" onClick={clearFilters}>
        {t("filters.clear")}
      </button>
    </p>
  );
}
