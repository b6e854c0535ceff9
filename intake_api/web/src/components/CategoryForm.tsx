import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { categories, labelOf } from "../state/categories";
import { isFault, readQuestions, type Questions } from "../state/questions";
import { t } from "../texts/texts";
import type { WholeCategory } from "../types";
import { isBegun, LabelFields, readLabels } from "./LabelFields";

const KINDS = ["crime", "offence", "complaint", "statement", "question"] as const;

interface Props {
  category: WholeCategory;
  busy: boolean;
  onSave: (category: WholeCategory) => void;
  onRetire: (retired: boolean) => void;
}

export function CategoryForm({ category, busy, onSave, onRetire }: Props) {
  const fault = useSignal<string | null>(null);
  const sheet = useRef<HTMLFormElement>(null);
  // On a phone the form stands below the tree: what was chosen must come into sight.
  useEffect(() => sheet.current?.scrollIntoView({ block: "nearest" }), []);
  const isNew = category.code === "";
  const parents = categories.value.filter((one) => one.parent === null && one.code !== category.code);
  const hasChildren = categories.value.some((one) => one.parent === category.code);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const read = readForm(new FormData(event.currentTarget as HTMLFormElement), category);
    fault.value = typeof read === "string" ? read : null;
    if (typeof read !== "string") onSave(read);
  }

  return (
    <form class="sheet" ref={sheet} onSubmit={submit}>
      <label>
        {t("category.code")}
        <input name="code" required readOnly={!isNew} pattern="[a-z][a-z0-9_\-]{0,63}" defaultValue={category.code} spellcheck={false} />
      </label>
      <LabelFields name="labels" legend={t("category.labels")} labels={category.labels} required />
      <div class="fields">
        <label>
          {t("filter.kind")}
          <select name="kind" defaultValue={category.kind}>
            {KINDS.map((one) => (
              <option key={one} value={one} selected={one === category.kind}>
                {t(`kind.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("category.parent")}
          <select name="parent" disabled={hasChildren}>
            <option value="">{t("category.no_parent")}</option>
            {parents.map((one) => (
              <option key={one.code} value={one.code} selected={one.code === category.parent}>
                {labelOf(one.labels)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("category.position")}
          <input name="position" type="number" min={0} max={10000} required defaultValue={String(category.position)} />
        </label>
      </div>
      <details open={category.notice !== null}>
        <summary>{t("category.notice")}</summary>
        <p class="quiet">{t("category.notice_hint")}</p>
        <LabelFields name="notice" legend={t("category.notice")} labels={category.notice?.texts ?? {}} long />
        <label>
          {t("category.phone")}
          <input name="phone" maxLength={200} defaultValue={category.notice?.phone ?? ""} />
        </label>
      </details>
      <details open={category.questions.length > 0}>
        <summary>{t("category.questions")}</summary>
        <p class="quiet" id="questions-hint">
          {t("category.questions_hint")}
        </p>
        <textarea
          name="questions"
          class="code"
          rows={10}
          spellcheck={false}
          aria-label={t("category.questions")}
          aria-describedby="questions-hint"
          defaultValue={category.questions.length > 0 ? JSON.stringify(category.questions, null, 2) : ""}
        />
      </details>
      {fault.value && (
        <p class="problem" role="alert">
          {fault}
        </p>
      )}
      <div class="dialog-foot">
        {!isNew && (
          <button type="button" disabled={busy} onClick={() => onRetire(!category.retired)}>
            {t(category.retired ? "retired.restore" : "retired.retire")}
          </button>
        )}
        <button type="submit" class="primary" disabled={busy}>
          {t("save")}
        </button>
      </div>
    </form>
  );
}

/** The category as the form has it, or in words what is wrong. */
function readForm(form: FormData, before: WholeCategory): WholeCategory | string {
  const said = (name: string) => String(form.get(name) ?? "").trim();
  const labels = readLabels(form, "labels");
  if (labels === null) return t("labels.missing");
  const questions = readQuestions(said("questions"));
  if (isFault(questions)) return t(questions.id, { n: questions.n });
  const notice = readNotice(form, said("phone"));
  if (notice === undefined) return t("category.notice_missing");
  return {
    code: said("code"),
    kind: said("kind") as WholeCategory["kind"],
    labels,
    // A disabled field is not sent: what has subcategories keeps its place.
    parent: said("parent") || null,
    position: Number(said("position")),
    notice,
    questions: questions as Questions,
    retired: before.retired,
  };
}

/** Null when there is none, undefined when a language of it is missing. */
function readNotice(form: FormData, phone: string): WholeCategory["notice"] | undefined {
  const texts = readLabels(form, "notice");
  if (texts) return { texts, phone: phone || null };
  return phone || isBegun(form, "notice") ? undefined : null;
}
