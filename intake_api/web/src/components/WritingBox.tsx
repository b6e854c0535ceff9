import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { Refusal } from "../api/http";
import { postNote, postReply } from "../api/reports";
import { addEntry, loadCase, openCase } from "../state/case";
import { type Box, draftOf, keepDraft } from "../state/drafts";
import { newKey } from "../state/keys";
import { noteSent, takeBack, type Waiting, waiting } from "../state/undoSend";
import { t } from "../texts/texts";
import { AnswerDialog } from "./AnswerDialog";
import { Icon } from "./Icon";
import { problemText } from "./problem";
import { TemplateButton } from "./TemplateButton";
import { UndoSend } from "./UndoSend";

const LONGEST = 4000;
const POST = { reply: postReply, note: postNote };

interface Props {
  box: Box;
  report: string;
  label: string;
  /** A colleague holds the report: the words stay, and are not sent. */
  locked: boolean;
}

/** Keeps the words until the API has them; a repeated attempt carries the same key, so it is sent once. */
export function WritingBox({ box, report, label, locked }: Props) {
  const words = useSignal(draftOf(box, report));
  const sending = useSignal(false);
  const problem = useSignal<string | null>(null);
  const choosing = useSignal(false);
  const key = useRef(newKey());
  const field = useRef<HTMLTextAreaElement>(null);
  const waits = box === "reply" ? waiting.value.filter((one) => one.report === report) : [];

  function typed(text: string) {
    words.value = text;
    problem.value = null;
    key.current = newKey();
    keepDraft(box, report, text);
  }

  /** After what is written already: nothing of it is lost. */
  function insert(text: string) {
    choosing.value = false;
    typed([words.value.trim(), text].filter(Boolean).join("\n\n").slice(0, LONGEST));
  }

  async function send() {
    const text = words.value.trim();
    if (!text || sending.value || locked) return;
    sending.value = true;
    problem.value = null;
    try {
      const entry = await POST[box](report, text, key.current);
      addEntry(report, entry);
      noteSent(report, entry);
      typed("");
    } catch (error) {
      problem.value = problemText(error);
      // Somebody was faster: the case says who.
      if (error instanceof Refusal && error.status === 409) await loadCase(report);
    }
    sending.value = false;
  }

  async function undo(one: Waiting) {
    try {
      await takeBack(one);
      typed([one.text, words.value].filter(Boolean).join("\n\n"));
      field.current?.focus();
    } catch (error) {
      problem.value = problemText(error);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey)) return;
    const last = waits.at(-1);
    if (event.code === "Enter") void send();
    else if (event.code === "KeyZ" && last && !words.value) void undo(last);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <form
        class="writing-box"
        data-box={box}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label for={box}>{label}</label>
        <textarea
          id={box}
          rows={2}
          maxLength={LONGEST}
          placeholder={t(`${box}.placeholder`)}
          value={words.value}
          ref={field}
          readOnly={sending.value || locked}
          onInput={(event) => typed(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div class="writing-foot">
          {box === "reply" && !locked && (
            <button type="button" class="plain" aria-label={t("ready.title")} title={t("ready.title")} onClick={() => (choosing.value = true)}>
              <Icon name="book" />
            </button>
          )}
          {box === "reply" && !locked && <TemplateButton />}
          {problem.value && (
            <span class="problem" role="alert">
              {t("send.failed")} {problem}
            </span>
          )}
          <span class="grow" />
          <button
            type="submit"
            class={box === "reply" ? "primary" : ""}
            title="Ctrl + Enter"
            disabled={sending.value || locked || !words.value.trim()}
          >
            {t(sending.value ? "send.sending" : problem.value ? "send.again" : `${box}.send`)}
          </button>
        </div>
      </form>
      {waits.map((one) => (
        <UndoSend key={one.id} of={one} onUndo={() => void undo(one)} />
      ))}
      {/* Not within the form: Enter in its field must send nothing. */}
      {choosing.value && openCase.value && (
        <AnswerDialog language={openCase.value.locale} onPick={insert} onClose={() => (choosing.value = false)} />
      )}
    </>
  );
}
