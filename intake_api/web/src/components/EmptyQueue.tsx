import { clearFilters, filterCount, group, searchText } from "../state/route";
import { t } from "../texts/texts";
import { fetchLists } from "./Lists";
import { Later } from "./Later";

export function EmptyQueue() {
  if (filterCount.value > 0 || searchText.value) {
    return (
      <div class="empty">
        <p>{t("empty.filtered")}</p>
        <Later fetch={fetchLists} meanwhile={null}>
          {({ Hidden }) => <Hidden />}
        </Later>
        <button type="button" onClick={clearFilters}>
          {t("filters.clear")}
        </button>
      </div>
    );
  }
  return (
    <div class="empty">
      <p>
        <strong>{t(`empty.${group.value}`)}</strong>
      </p>
      <p class="quiet">{t("empty.hint")}</p>
    </div>
  );
}
