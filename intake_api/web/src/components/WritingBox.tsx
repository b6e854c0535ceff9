import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { postNote, postReply } from "../api/reports";
import { addEntry, openCase } from "../state/case";
import { type Box, draftOf, keepDraft } from "../state/drafts";
import { newKey } from "../state/keys";
import { t } from "../texts/texts";
import { AnswerDialog } from "./AnswerDialog";
import { Icon } from "./Icon";
import { problemText } from "./problem";
import { TemplateButton } from "./TemplateButton";

const LONGEST = 4000;
const POST = { reply: postReply, note: postNote };

interface Props {
  box: Box;
  report: string;
  label: string;
}

/** Keeps the words until the API has them; a repeated attempt carries the same key, so it is sent once. */
export function WritingBox({ box, report, label }: Props) {
  const words = useSignal(draftOf(box, report));
  const sending = useSignal(false);
  const problem = useSignal<string | null>(null);
  const choosing = useSignal(false);
  const key = useRef(newKey());

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
    if (!text || sending.value) return;
    sending.value = true;
    problem.value = null;
    try {
      addEntry(report, await POST[box](report, text, key.current));
      typed("");
    } catch (error) {
      problem.value = problemText(error);
    }
    sending.value = false;
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
          readOnly={sending.value}
          onInput={(event) => typed(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.code !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            void send();
          }}
        />
        <div class="writing-foot">
          {box === "reply" && (
            <button type="button" class="plain" aria-label={t("ready.title")} title={t("ready.title")} onClick={() => (choosing.value = true)}>
              <Icon name="book" />
            </button>
          )}
          {box === "reply" && <TemplateButton />}
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
            disabled={sending.value || !words.value.trim()}
          >
            {t(sending.value ? "send.sending" : problem.value ? "send.again" : `${box}.send`)}
          </button>
        </div>
      </form>
      {/* Not within the form: Enter in its field must send nothing. */}
      {choosing.value && openCase.value && (
        <AnswerDialog language={openCase.value.locale} onPick={insert} onClose={() => (choosing.value = false)} />
      )}
    </>
  );
}
