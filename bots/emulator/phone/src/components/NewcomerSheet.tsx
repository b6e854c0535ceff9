// A new citizen: a name and a language; the emulator draws number and id.
import { useSignal } from "@preact/signals";

import { newcomer, newcomerSheet } from "../state/phones";
import { LANGUAGES, type Language, language, t } from "../words";
import { LanguageSegments } from "./LanguageSegments";
import { Sheet } from "./Sheet";

function Form({ onClose }: { onClose: () => void }) {
  const name = useSignal("");
  const code = useSignal<Language>(language.value);
  const failed = useSignal(false);
  const add = async (event: Event) => {
    event.preventDefault();
    const [first, ...rest] = name.value.split(/\s+/).filter(Boolean);
    const wish = { language_code: code.value, ...(first && { first_name: first }) };
    failed.value = false;
    try {
      await newcomer(rest.length ? { ...wish, last_name: rest.join(" ") } : wish);
      onClose();
    } catch {
      failed.value = true;
    }
  };
  return (
    <form class="files" onSubmit={(event) => void add(event)}>
      <label class="number-field">
        <span>{t("newcomer.name")}</span>
        <input
          class="field"
          data-autofocus
          maxLength={64}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
      </label>
      <div class="number-field">
        <span>{t("newcomer.language")}</span>
        <LanguageSegments
          title={t("newcomer.language")}
          options={LANGUAGES}
          chosen={code.value}
          onChoose={(chosen) => (code.value = chosen)}
        />
      </div>
      <p class="sheet-text">{t("newcomer.hint")}</p>
      {failed.value && <p class="sheet-text error" role="alert">{t("error.unreachable")}</p>}
      <button type="submit" class="wide-button">
        {t("newcomer.add")}
      </button>
    </form>
  );
}

export function NewcomerSheet() {
  if (!newcomerSheet.value) return null;
  const close = () => (newcomerSheet.value = false);
  return (
    <div class="page-sheet">
      <Sheet title={t("menu.add-citizen")} onClose={close}>
        <Form onClose={close} />
      </Sheet>
    </div>
  );
}
