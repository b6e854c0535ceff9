import { filterCount, hrefOfQuery, searchText } from "../state/route";
import { currentView, listsDialog, queryOf, views } from "../state/views";
import { t } from "../texts/texts";
import type { View } from "../types";
import { Icon } from "./Icon";
import { follow } from "./ReportLink";

/** Questions kept under a name; the one on the screen can be kept, all can be put in order. */
export function Views() {
  const canSave = (filterCount.value > 0 || searchText.value !== "") && !currentView.value;
  if (views.value.length === 0 && !canSave) return null;
  return (
    <nav class="groups views" aria-label={t("views.title")}>
      {views.value.map((view) => (
        <ViewLink key={view.id} view={view} />
      ))}
      {canSave && (
        <button type="button" class="link" onClick={() => (listsDialog.value = "save")}>
          {t("views.save")}
        </button>
      )}
      {views.value.length > 0 && (
        <button type="button" class="plain" aria-label={t("views.manage")} title={t("views.manage")} onClick={() => (listsDialog.value = "views")}>
          <Icon name="more" />
        </button>
      )}
    </nav>
  );
}

function ViewLink({ view }: { view: View }) {
  const href = hrefOfQuery(queryOf(view.filters));
  const whose = view.mine ? view.name : t("views.of", { name: view.name, owner: view.owner });
  return (
    <a
      href={href}
      title={whose}
      data-view={view.name}
      aria-current={currentView.value?.id === view.id ? "page" : undefined}
      onClick={(event) => follow(event, href)}
    >
      {view.shared && <Icon name="person" size={12} />}
      <bdi>{view.name}</bdi>
      <span class="count">{view.is_more ? t("count.more", { n: view.count }) : view.count}</span>
    </a>
  );
}
