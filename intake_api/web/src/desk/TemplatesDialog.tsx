import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { fetchTemplates } from "../api/templates";
import { Dialog } from "../components/Dialog";
import { follow } from "../components/ReportLink";
import { useAttempt } from "../components/useAttempt";
import { hrefOfAdmin } from "../state/route";
import { user } from "../state/session";
import { filled, isChoosingTemplate } from "../state/templates";
import { language, LANGUAGES, t } from "../texts/texts";
import type { Language, ReportCase, Template } from "../types";
import { insertAtCaret, pieceFor } from "./inserting";

/** In whichever the citizen is likelier to read, where their own is missing. */
const OTHERWISE: readonly Language[] = ["ru", "kk", "en"];

/** Templates for the report's state in the citizen's language; Enter brings one into the reply. */
export function TemplatesDialog({ shown }: { shown: ReportCase }) {
  const all = useSignal<readonly Template[] | null>(null);
  const typed = useSignal("");
  const at = useSignal(0);
  const isTooLong = useSignal(false);
  const list = useRef<HTMLUListElement>(null);
  const { problem, attempt } = useAttempt();
  useEffect(() => void attempt(async () => void (all.value = await fetchTemplates(shown.state))), [shown.state]);

  const offered = useComputed(() => (all.value ?? []).map((one) => read(one, shown)).filter((one) => one.words.includes(typed.value.trim().toLowerCase())));
  const pointed = Math.min(at.value, offered.value.length - 1);

  function point(to: number) {
    const n = offered.value.length;
    at.value = n > 0 ? (to + n) % n : 0;
    list.current?.children[at.value]?.scrollIntoView({ block: "nearest" });
  }

  function choose(text: string | undefined) {
    if (text === undefined) return;
    const piece = pieceFor(text);
    isTooLong.value = piece === null;
    if (piece === null) return;
    list.current?.closest("dialog")?.close();
    // Once the dialog has given the focus back.
    setTimeout(() => insertAtCaret(piece));
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, () => void> = {
      ArrowDown: () => point(pointed + 1),
      ArrowUp: () => point(pointed - 1),
      Enter: () => choose(offered.value[pointed]?.text),
    };
    const step = steps[event.code];
    if (!step || event.isComposing) return;
    event.preventDefault();
    step();
  }

  return (
    <Dialog title={t("template.insert")} onClose={() => (isChoosingTemplate.value = false)}>
      <div class="palette templates-palette">
        <input
          type="text"
          role="combobox"
          autofocus
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls="templates-list"
          aria-activedescendant={pointed >= 0 ? `template-${pointed}` : undefined}
          aria-label={t("template.search")}
          placeholder={t("template.search")}
          autocomplete="off"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            at.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
        {(problem.value ?? isTooLong.value) && (
          <p class="problem" role="alert">
            {problem.value ?? t("template.no_room")}
          </p>
        )}
        <ul id="templates-list" role="listbox" aria-label={t("template.insert")} ref={list}>
          {offered.value.map((one, index) => (
            <li key={one.id} id={`template-${index}`} role="option" aria-selected={index === pointed} onClick={() => choose(one.text)}>
              <b>{one.title}</b>
              {one.locale !== shown.locale && <span class="state-mark">{t(`language.own.${one.locale}`)}</span>}
              <span class="template-words" lang={one.locale}>
                {one.text}
              </span>
            </li>
          ))}
        </ul>
        <p class="quiet" role="status">
          {all.value?.length === 0 ? t("template.none") : all.value && offered.value.length === 0 ? t("template.nothing") : t("template.hint")}
        </p>
        {user.value?.role === "admin" && <AdminLink />}
      </div>
    </Dialog>
  );
}

function AdminLink() {
  const href = hrefOfAdmin("templates");
  function leave(event: MouseEvent) {
    isChoosingTemplate.value = false;
    follow(event, href);
  }
  return (
    <a href={href} onClick={leave}>
      {t("template.to_admin")}
    </a>
  );
}

/** The title in the operator's language, the words in the citizen's; ``words`` is what is searched in. */
function read(one: Template, shown: ReportCase) {
  const locale = [shown.locale, ...OTHERWISE].find((each) => one.words[each]) ?? shown.locale;
  const said = one.words[locale];
  const text = filled(said?.text ?? "", { number: shown.number, position: user.value?.position ?? "" });
  const titles = LANGUAGES.map((each) => one.words[each]?.title ?? "");
  return {
    id: one.id,
    locale,
    title: (one.words[language.value] ?? said)?.title ?? "",
    text,
    words: [...titles, text].join(" ").toLowerCase(),
  };
}
