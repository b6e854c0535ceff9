import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";

import { Dialog } from "../components/Dialog";
import { isPaletteOpen } from "../state/shortcuts";
import { inEveryLanguage, loadEveryLanguage, t } from "../texts/texts";
import { type Command, commandsNow } from "./commands";
import { fit } from "./fuzzy";
import { reportNamed } from "./reportNamed";

const MOST = 12;

/** One field for everything: a command in any of the languages, or the number of a report. */
export function PaletteDialog() {
  const all = useMemo(commandsNow, []);
  const typed = useSignal("");
  const at = useSignal(0);
  const names = useSignal<ReadonlyMap<string, readonly string[]>>(new Map());
  const report = useSignal<Command | null>(null);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const read = () => (names.value = new Map(all.map((one) => [one.id, inEveryLanguage(one.words)])));
    read();
    void loadEveryLanguage().then(read, () => undefined);
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    report.value = null;
    void reportNamed(typed.value, stop.signal).then((found) => {
      if (!stop.signal.aborted) report.value = found;
    });
    return () => stop.abort();
  }, [typed.value]);

  const offered = useComputed(() => {
    const found = all
      .map((one) => ({ one, score: Math.max(...(names.value.get(one.id) ?? []).map((name) => fit(typed.value, name)), -1) }))
      .filter(({ score }) => score >= 0)
      .sort((a, b) => (typed.value.trim() ? b.score - a.score : 0))
      .map(({ one }) => one);
    return [...(report.value ? [report.value] : []), ...found].slice(0, MOST);
  });
  const pointed = Math.min(at.value, offered.value.length - 1);

  function point(to: number) {
    const n = offered.value.length;
    at.value = n > 0 ? (to + n) % n : 0;
    list.current?.children[at.value]?.scrollIntoView({ block: "nearest" });
  }

  function choose(command: Command | undefined) {
    if (!command) return;
    // Closed first: what it does may open a dialog of its own, or need the field's focus.
    list.current?.closest("dialog")?.close();
    setTimeout(command.act);
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, () => void> = {
      ArrowDown: () => point(pointed + 1),
      ArrowUp: () => point(pointed - 1),
      Enter: () => choose(offered.value[pointed]),
    };
    const step = steps[event.code];
    if (!step || event.isComposing) return;
    event.preventDefault();
    step();
  }

  return (
    <Dialog title={t("palette.title")} onClose={() => (isPaletteOpen.value = false)}>
      <div class="palette">
        <input
          type="text"
          role="combobox"
          autofocus
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls="palette-list"
          aria-activedescendant={pointed >= 0 ? `palette-${pointed}` : undefined}
          aria-label={t("palette.field")}
          placeholder={t("palette.field")}
          spellcheck={false}
          autocomplete="off"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            at.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
        <ul id="palette-list" role="listbox" aria-label={t("palette.title")} ref={list}>
          {offered.value.map((one, index) => (
            <li key={one.id} id={`palette-${index}`} role="option" aria-selected={index === pointed} onClick={() => choose(one)}>
              <span>{nameOf(one)}</span>
              {one.cap && <kbd>{one.cap}</kbd>}
            </li>
          ))}
        </ul>
        <p class="quiet" role="status">
          {offered.value.length === 0 && t("palette.nothing")}
        </p>
      </div>
    </Dialog>
  );
}

const nameOf = (one: Command): string => one.label ?? one.words.map((id) => t(id)).join(" · ");
