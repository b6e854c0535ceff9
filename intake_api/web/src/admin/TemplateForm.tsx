import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { user } from "../state/session";
import { filled, unknownIn } from "../state/templates";
import { LANGUAGES, t } from "../texts/texts";
import type { Language, State } from "../types";
import { Problem } from "./Problem";
import type { Draft } from "./templateDrafts";

/** Where an operator may still have something to say, in the order of a report's life. */
const STATES: readonly State[] = [
  "received", "in_review", "awaiting_citizen", "accepted", "assigned", "acknowledged", "en_route", "on_scene", "resolved",
  "returned", "closed", "withdrawn", "rejected", "abandoned",
];
const EXAMPLE = "26-000123-7";

interface Props {
  draft: Draft;
  isDirty: boolean;
  /** Null for one that is not there yet. */
  active: boolean | null;
  busy: boolean;
  onChange: (draft: Draft) => void;
  onSave: (draft: Draft) => void;
  onDiscard: () => void;
  onArchive: (archived: boolean) => void;
}

export function TemplateForm({ draft, isDirty, active, busy, onChange, onSave, onDiscard, onArchive }: Props) {
  const fault = useSignal<string | null>(null);
  const sheet = useRef<HTMLFormElement>(null);
  // On a phone the form stands below the list: what was chosen must come into sight.
  useEffect(() => sheet.current?.scrollIntoView({ block: "nearest" }), []);

  function change(part: Partial<Draft>) {
    fault.value = null;
    onChange({ ...draft, ...part });
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    fault.value = faultOf(draft);
    if (fault.value === null) onSave(draft);
  }

  return (
    <form class="sheet" ref={sheet} onSubmit={submit}>
      <p class="quiet">{t("templates.placeholders")}</p>
      <div class="template-languages">
        {LANGUAGES.map((one) => (
          <InLanguage key={one} language={one} words={draft.words[one]} onChange={(words) => change({ words: { ...draft.words, [one]: words } })} />
        ))}
      </div>
      <fieldset class="ticks">
        <legend>{t("templates.states")}</legend>
        {STATES.map((one) => (
          <label key={one} class="tick">
            <input type="checkbox" name="states" value={one} checked={draft.states.includes(one)} onChange={(event) => change({ states: ticked(draft.states, one, event.currentTarget.checked) })} />
            {t(`state.${one}`)}
          </label>
        ))}
      </fieldset>
      <div class="fields">
        <label>
          {t("category.position")}
          <input name="position" type="number" min={0} max={10000} required value={draft.position} onInput={(event) => change({ position: event.currentTarget.valueAsNumber || 0 })} />
        </label>
      </div>
      <Problem text={fault.value} />
      <div class="dialog-foot">
        {isDirty && (
          <>
            <span class="quiet">{t("templates.unsaved")}</span>
            <button type="button" disabled={busy} onClick={onDiscard}>
              {t("templates.discard")}
            </button>
          </>
        )}
        {active !== null && (
          <button type="button" disabled={busy || isDirty} onClick={() => onArchive(active)}>
            {t(active ? "retired.retire" : "retired.restore")}
          </button>
        )}
        <button type="submit" class="primary" disabled={busy || !isDirty}>
          {t("save")}
        </button>
      </div>
    </form>
  );
}

interface LanguageProps {
  language: Language;
  words: Draft["words"][Language];
  onChange: (words: Draft["words"][Language]) => void;
}

/** A column: what it is called, what it says, and how a citizen reads it. */
function InLanguage({ language, words, onChange }: LanguageProps) {
  const { title, text } = words;
  return (
    <fieldset class="labels">
      <legend>{t(`language.own.${language}`)}</legend>
      <label>
        {t("templates.title")}
        <input name={`title_${language}`} lang={language} maxLength={100} required={text.trim() !== ""} value={title} onInput={(event) => onChange({ title: event.currentTarget.value, text })} />
      </label>
      <label>
        {t("templates.text")}
        <textarea name={`text_${language}`} lang={language} rows={7} maxLength={2000} required={title.trim() !== ""} value={text} onInput={(event) => onChange({ title, text: event.currentTarget.value })} />
      </label>
      {text.trim() !== "" && (
        <div class="template-preview">
          <h3>{t("templates.preview")}</h3>
          <p lang={language}>{filled(text, example())}</p>
        </div>
      )}
    </fieldset>
  );
}

const example = () => ({ number: EXAMPLE, position: user.value?.position ?? "" });

const ticked = (states: readonly State[], one: State, on: boolean): State[] => STATES.filter((each) => (each === one ? on : states.includes(each)));

/** In words what must be put right before it can be saved; null if nothing. */
function faultOf({ words }: Draft): string | null {
  const texts = LANGUAGES.map((one) => words[one].text);
  if (!texts.some((text) => text.trim())) return t("templates.wordless");
  const unknown = texts.flatMap((text) => unknownIn(text, example()));
  return unknown.length > 0 ? t("templates.unknown", { names: [...new Set(unknown)].join(", ") }) : null;
}
