import { useSignal } from "@preact/signals";

import { fetchCategory, putCategory, retireCategory } from "../api/admin";
import { Undo, type Undone } from "../components/Undo";
import { useAttempt } from "../components/useAttempt";
import { categories, labelOf, loadCategories } from "../state/categories";
import { t } from "../texts/texts";
import type { Category, WholeCategory } from "../types";
import { type CategoryDraft, draft, edit, faults, isChanged, stored, wireOf } from "./categoryDraft";
import { faultsOf, faultsTold } from "./categoryFaults";
import { CategoryForm } from "./CategoryForm";
import { Confirm } from "./Confirm";

const NEW: WholeCategory = {
  code: "", kind: "offence", labels: {}, parent: null, position: 0, notice: null, questions: [], retired: false,
};

/** The tree on the left, what is edited beside it. */
export function Categories() {
  /** What is done once unsaved words have been let go. */
  const leaving = useSignal<(() => void) | null>(null);
  const done = useSignal<Undone | null>(null);
  /** Another form for each category that is opened, and for the same one opened anew. */
  const opening = useSignal(0);
  const { busy, problem, attempt } = useAttempt();

  const show = (category: WholeCategory) => {
    edit(category);
    opening.value += 1;
  };
  const leave = (act: () => void) => (isChanged.peek() ? void (leaving.value = act) : act());
  const open = (code: string) => leave(() => void attempt(async () => show(await fetchCategory(code))));

  const save = () =>
    void attempt(async () => {
      const written = draft.peek();
      if (!written) return;
      faults.value = faultsOf(written);
      if (faults.value.size === 0) await send(written);
    });

  async function send(written: CategoryDraft) {
    try {
      show(await putCategory(wireOf(written)));
    } catch (error) {
      faults.value = faultsTold(error, written);
      if (faults.value.size === 0) throw error;
      return;
    }
    done.value = null;
    await loadCategories();
  }

  /** Taken out of use or back into it; either can be taken back. Unsaved words stay unsaved. */
  const retire = (category: WholeCategory, retired: boolean) =>
    void attempt(async () => {
      if (retired) await retireCategory(category.code);
      else await putCategory({ ...category, retired });
      await loadCategories();
      if (stored.peek()?.code === category.code) {
        stored.value = { ...category, retired };
        draft.value = draft.peek() && { ...(draft.peek() as CategoryDraft), retired };
      }
      const name = labelOf(category.labels);
      done.value = { text: t(retired ? "retired.done" : "restored.done", { name }), undo: () => retire(category, !retired) };
    });

  const tops = categories.value.filter((one) => one.parent === null);
  return (
    <div class="editor">
      <section aria-label={t("admin.categories")}>
        <button type="button" onClick={() => leave(() => show(NEW))}>
          {t("category.add")}
        </button>
        {tops.length === 0 && <p class="empty quiet">{t("category.empty")}</p>}
        <ul class="tree">
          {tops.map((top) => (
            <li key={top.code}>
              <Name category={top} chosen={stored.value?.code} onOpen={open} />
              <ul>
                {categories.value
                  .filter((one) => one.parent === top.code)
                  .map((one) => (
                    <li key={one.code}>
                      <Name category={one} chosen={stored.value?.code} onOpen={open} />
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
        {draft.value === null || stored.value === null ? (
          <p class="empty quiet">{t("category.choose")}</p>
        ) : (
          <CategoryForm
            key={opening.value}
            category={draft.value}
            isNew={stored.value.code === ""}
            busy={busy.value}
            onSave={save}
            onDiscard={() => stored.value && show(stored.value)}
            onRetire={(retired) => stored.value && retire(stored.value, retired)}
          />
        )}
      </section>
      {leaving.value && (
        <Confirm
          title={t("category.unsaved")}
          text={t("category.unsaved_hint")}
          action={t("category.discard")}
          busy={false}
          problem={null}
          onClose={() => (leaving.value = null)}
          onConfirm={() => {
            leaving.value?.();
            leaving.value = null;
          }}
        />
      )}
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
