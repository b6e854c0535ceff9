import { useEffect, useRef } from "preact/hooks";

import { LabelFields } from "../components/LabelFields";
import { categories, labelOf } from "../state/categories";
import { t } from "../texts/texts";
import { type CategoryDraft, draft, faults, isChanged, readDraft } from "./categoryDraft";
import { FieldFault, marked } from "./FieldFault";
import { QuestionRows } from "./QuestionRows";

const KINDS = ["crime", "offence", "complaint", "statement", "question"] as const;

interface Props {
  category: CategoryDraft;
  isNew: boolean;
  busy: boolean;
  onSave: () => void;
  onDiscard: () => void;
  onRetire: (retired: boolean) => void;
}

export function CategoryForm({ category, isNew, busy, onSave, onDiscard, onRetire }: Props) {
  const sheet = useRef<HTMLFormElement>(null);
  // On a phone the form stands below the tree: what was chosen must come into sight.
  useEffect(() => sheet.current?.scrollIntoView({ block: "nearest" }), []);
  const wrong = faults.value;
  useEffect(() => sheet.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus(), [wrong]);
  const parents = categories.value.filter((one) => one.parent === null && one.code !== category.code);
  const hasChildren = categories.value.some((one) => one.parent === category.code);

  const { notice } = category;
  const hasNotice = useRef(Boolean(notice && (notice.phone || Object.values(notice.texts).some(Boolean)))).current;

  function read() {
    if (sheet.current) draft.value = readDraft(sheet.current, category);
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    read();
    onSave();
  }

  return (
    <form class="sheet" ref={sheet} onInput={read} onSubmit={submit} noValidate>
      <label>
        {t("category.code")}
        <input name="code" readOnly={!isNew} maxLength={64} defaultValue={category.code} spellcheck={false} {...marked("code")} />
        <FieldFault name="code" />
      </label>
      <LabelFields name="labels" legend={t("category.labels")} labels={category.labels} toldHere />
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
          <input name="position" type="number" min={0} max={10000} defaultValue={String(category.position)} {...marked("position")} />
          <FieldFault name="position" />
        </label>
      </div>
      <details open={hasNotice}>
        <summary>{t("category.notice")}</summary>
        <p class="quiet">{t("category.notice_hint")}</p>
        <LabelFields name="notice" legend={t("category.notice")} labels={category.notice?.texts ?? {}} long toldHere />
        <label>
          {t("category.phone")}
          <input name="phone" maxLength={200} defaultValue={category.notice?.phone ?? ""} {...marked("phone")} />
          <FieldFault name="phone" />
        </label>
      </details>
      <details open={category.questions.length > 0}>
        <summary>{t("category.questions")}</summary>
        <p class="quiet">{t("category.questions_hint")}</p>
        <QuestionRows questions={category.questions} onChange={(questions) => (draft.value = { ...category, questions })} />
      </details>
      {wrong.size > 0 && (
        <p class="problem" role="alert">
          {t("category.faults", { n: wrong.size })}
        </p>
      )}
      <div class="dialog-foot">
        {!isNew && (
          <button type="button" disabled={busy} onClick={() => onRetire(!category.retired)}>
            {t(category.retired ? "retired.restore" : "retired.retire")}
          </button>
        )}
        {isChanged.value && (
          <>
            <span role="status">{t("category.unsaved")}</span>
            <button type="button" disabled={busy} onClick={onDiscard}>
              {t("category.discard")}
            </button>
          </>
        )}
        <button type="submit" class="primary" disabled={busy}>
          {t("save")}
        </button>
      </div>
    </form>
  );
}
