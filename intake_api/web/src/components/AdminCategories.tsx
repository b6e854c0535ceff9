import { useSignal } from "@preact/signals";

import { fetchCategory, putCategory, retireCategory } from "../api/admin";
import { categories, labelOf, loadCategories } from "../state/categories";
import { t } from "../texts/texts";
import type { Category, WholeCategory } from "../types";
import { CategoryForm } from "./CategoryForm";
import { Undo, type Undone } from "./Undo";
import { useAttempt } from "./useAttempt";

const NEW: WholeCategory = {
  code: "", kind: "offence", labels: {}, parent: null, position: 0, notice: null, questions: [], retired: false,
};

/** The tree on the left, what is edited beside it. */
export function AdminCategories() {
  const edited = useSignal<WholeCategory | null>(null);
  const done = useSignal<Undone | null>(null);
  const { busy, problem, attempt } = useAttempt();

  const open = (code: string) => void attempt(async () => void (edited.value = await fetchCategory(code)));

  const save = (category: WholeCategory) =>
    void attempt(async () => {
      edited.value = await putCategory(category);
      await loadCategories();
      done.value = null;
    });

  /** Taken out of use or back into it; either can be taken back. */
  const retire = (category: WholeCategory, retired: boolean) =>
    void attempt(async () => {
      if (retired) await retireCategory(category.code);
      else await putCategory({ ...category, retired });
      await loadCategories();
      if (edited.value?.code === category.code) edited.value = { ...category, retired };
      const name = labelOf(category.labels);
      done.value = { text: t(retired ? "retired.done" : "restored.done", { name }), undo: () => retire(category, !retired) };
    });

  const tops = categories.value.filter((one) => one.parent === null);
  return (
    <div class="editor">
      <section aria-label={t("admin.categories")}>
        <button type="button" onClick={() => (edited.value = { ...NEW, labels: {} })}>
          {t("category.add")}
        </button>
        {tops.length === 0 && <p class="empty quiet">{t("category.empty")}</p>}
        <ul class="tree">
          {tops.map((top) => (
            <li key={top.code}>
              <Name category={top} chosen={edited.value?.code} onOpen={open} />
              <ul>
                {categories.value
                  .filter((one) => one.parent === top.code)
                  .map((one) => (
                    <li key={one.code}>
                      <Name category={one} chosen={edited.value?.code} onOpen={open} />
                    </li>
                  ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t("category.edit")}>
        <Undo of={done.value} />
        {problem.value && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {edited.value === null ? (
          <p class="empty quiet">{t("category.choose")}</p>
        ) : (
          <CategoryForm
            key={edited.value.code}
            category={edited.value}
            busy={busy.value}
            onSave={save}
            onRetire={(retired) => edited.value && retire(edited.value, retired)}
          />
        )}
      </section>
    </div>
  );
}

interface NameProps {
  category: Category;
  chosen: string | undefined;
  onOpen: (code: string) => void;
}

function Name({ category, chosen, onOpen }: NameProps) {
  return (
    <button
      type="button"
      class="plain"
      data-category={category.code}
      aria-current={chosen === category.code ? "true" : undefined}
      onClick={() => onOpen(category.code)}
    >
      {labelOf(category.labels)} {category.retired && <span class="state-mark">{t("retired.mark")}</span>}
    </button>
  );
}
