import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { addTemplate, fetchAllTemplates, putTemplate } from "../api/templates";
import { Undo, type Undone } from "../components/Undo";
import { useAttempt } from "../components/useAttempt";
import { language, LANGUAGES, t } from "../texts/texts";
import type { Template } from "../types";
import { Problem } from "./Problem";
import { type Draft, draftOf, drafts, drop, keep, NEW, wishOf } from "./templateDrafts";
import { TemplateForm } from "./TemplateForm";

const BETWEEN = 10;

/** What operators insert into replies: the list, and beside it the one being written. */
export function Templates() {
  const all = useSignal<readonly Template[] | null>(null);
  const chosen = useSignal<string | null>(null);
  const done = useSignal<Undone | null>(null);
  const { busy, problem, attempt } = useAttempt();

  const load = async () => void (all.value = await fetchAllTemplates());
  useEffect(() => void attempt(load), []);

  const now = all.value?.find((one) => one.id === chosen.value) ?? null;
  const last = Math.max(0, ...(all.value ?? []).map((one) => one.position)) + BETWEEN;
  const saved = draftOf(now, last);
  const id = chosen.value;

  const save = (draft: Draft) =>
    void attempt(async () => {
      const written = await (now ? putTemplate(now, wishOf(draft, now.active)) : addTemplate(wishOf(draft, true)));
      drop(now?.id ?? NEW);
      await load();
      chosen.value = written.id;
      done.value = { text: t("saved"), undo: null };
    });

  /** Taken out of use or back into it; either can be taken back. */
  const archive = (template: Template, archived: boolean) =>
    void attempt(async () => {
      const written = await putTemplate(template, wishOf(draftOf(template, last), !archived));
      await load();
      done.value = { text: t(archived ? "retired.done" : "restored.done", { name: nameOf(template) }), undo: () => archive(written, !archived) };
    });

  /** What is written here goes, and what the server has comes. */
  const discard = () =>
    void attempt(async () => {
      if (id) drop(id);
      if (id === NEW) chosen.value = null;
      await load();
    });

  function open(wanted: string) {
    chosen.value = wanted;
    done.value = null;
    problem.value = null;
  }

  return (
    <section class="templates" aria-label={t("admin.templates")}>
      <div>
        <p class="quiet">{t("templates.hint")}</p>
        <button type="button" onClick={() => open(NEW)}>
          {t("templates.add")}
        </button>
        {all.value?.length === 0 && <p class="empty quiet">{t("templates.empty")}</p>}
        <ul class="tree">
          {all.value?.map((one) => (
            <li key={one.id}>
              <button type="button" class="plain" data-template={one.id} aria-current={one.id === id ? "true" : undefined} onClick={() => open(one.id)}>
                {nameOf(one)} {!one.active && <span class="state-mark">{t("retired.mark")}</span>}
                {drafts.value[one.id] && <span class="quiet"> {t("templates.unsaved")}</span>}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <Undo of={done.value} />
        <Problem text={problem.value} />
        {id === null ? (
          <p class="empty quiet">{t("templates.choose")}</p>
        ) : (
          <TemplateForm
            key={id}
            draft={drafts.value[id] ?? saved}
            isDirty={id in drafts.value}
            active={now?.active ?? null}
            busy={busy.value}
            onChange={(draft) => keep(id, draft, saved)}
            onSave={save}
            onDiscard={discard}
            onArchive={(archived) => now && archive(now, archived)}
          />
        )}
      </div>
    </section>
  );
}

/** In the administrator's language, else in one that it has. */
function nameOf({ words }: Template): string {
  return [language.value, ...LANGUAGES].map((one) => words[one]?.title).find(Boolean) ?? "";
}
