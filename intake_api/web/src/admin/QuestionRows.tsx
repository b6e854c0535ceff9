import { LabelFields } from "../components/LabelFields";
import { t } from "../texts/texts";
import { isChoice, type Kind, KINDS, MOST, newOption, newQuestion, type OptionDraft, type QuestionDraft } from "./categoryDraft";
import { FieldFault, marked } from "./FieldFault";
import { Moves } from "./Moves";

interface Props {
  questions: readonly QuestionDraft[];
  onChange: (questions: QuestionDraft[]) => void;
}

/** What is asked for this category alone, in this order. */
export function QuestionRows({ questions, onChange }: Props) {
  const put = (made: QuestionDraft) => onChange(questions.map((one) => (one.key === made.key ? made : one)));
  return (
    <>
      <ol class="questions">
        {questions.map((one, at) => (
          <li key={one.key}>
            <fieldset class="question">
              <legend>{t("questions.one", { n: at + 1 })}</legend>
              <Moves name={t("questions.one", { n: at + 1 })} list={questions} at={at} onChange={onChange} />
              <Fields question={one} onChange={put} />
            </fieldset>
          </li>
        ))}
      </ol>
      <button type="button" disabled={questions.length >= MOST} onClick={() => onChange([...questions, newQuestion()])}>
        {t("questions.add")}
      </button>
    </>
  );
}

function Fields({ question, onChange }: { question: QuestionDraft; onChange: (made: QuestionDraft) => void }) {
  const at = `question${question.key}`;
  return (
    <>
      <div class="fields">
        <label>
          {t("questions.kind")}
          <select name={`${at}.kind`} onChange={(event) => onChange({ ...question, kind: event.currentTarget.value as Kind })}>
            {KINDS.map((one) => (
              <option key={one} value={one} selected={one === question.kind}>
                {t(`question_kind.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("questions.code")}
          <input name={`${at}.code`} maxLength={64} spellcheck={false} defaultValue={question.code} {...marked(`${at}.code`)} />
          <FieldFault name={`${at}.code`} />
        </label>
        <label class="choice">
          <input type="checkbox" name={`${at}.required`} defaultChecked={question.required} />
          {t("questions.required")}
        </label>
      </div>
      <LabelFields name={`${at}.labels`} legend={t("questions.labels")} labels={question.labels} toldHere />
      {question.kind === "number" && <Bounds question={question} />}
      {isChoice(question.kind) && <OptionRows question={question} onChange={(options) => onChange({ ...question, options })} />}
    </>
  );
}

function Bounds({ question }: { question: QuestionDraft }) {
  const ends = ["least", "most"] as const;
  return (
    <div class="fields">
      {ends.map((end) => (
        <label key={end}>
          {t(`questions.${end}`)}
          <input type="number" step="any" name={`question${question.key}.${end}`} defaultValue={String(question[end] ?? "")} />
          <FieldFault name={`question${question.key}.${end}`} />
        </label>
      ))}
    </div>
  );
}

function OptionRows({ question, onChange }: { question: QuestionDraft; onChange: (options: OptionDraft[]) => void }) {
  const { options } = question;
  return (
    <div class="options">
      <FieldFault name={`question${question.key}.options`} />
      <ol>
        {options.map((one, at) => (
          <li key={one.key}>
            <Moves name={t("questions.option", { n: at + 1 })} list={options} at={at} onChange={onChange} />
            <label>
              {t("questions.code")}
              <input name={`option${one.key}.code`} maxLength={64} spellcheck={false} defaultValue={one.code} {...marked(`option${one.key}.code`)} />
              <FieldFault name={`option${one.key}.code`} />
            </label>
            <LabelFields name={`option${one.key}.labels`} legend={t("questions.option", { n: at + 1 })} labels={one.labels} toldHere />
          </li>
        ))}
      </ol>
      <button type="button" disabled={options.length >= MOST} onClick={() => onChange([...options, newOption()])}>
        {t("questions.add_option")}
      </button>
    </div>
  );
}
