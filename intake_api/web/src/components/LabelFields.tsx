import { FieldFault, marked } from "../admin/FieldFault";
import { LANGUAGES, t } from "../texts/texts";
import type { Labels } from "../types";

interface Props {
  /** Of the fields' names: ``{name}.kk`` and so on. */
  name: string;
  legend: string;
  labels: Partial<Labels>;
  required?: boolean;
  long?: boolean;
  /** Whether what is wrong is told at each field, as the category's form does. */
  toldHere?: boolean;
}

/** The same text in each language. */
export function LabelFields({ name, legend, labels, required = false, long = false, toldHere = false }: Props) {
  const about = (one: string) => ({
    name: `${name}.${one}`,
    lang: one,
    maxLength: 1000,
    required,
    defaultValue: labels[one] ?? "",
    ...(toldHere ? marked(`${name}.${one}`) : {}),
  });
  return (
    <fieldset class="labels">
      <legend>{legend}</legend>
      {LANGUAGES.map((one) => (
        <label key={one}>
          {t(`language.own.${one}`)}
          {long ? <textarea rows={3} {...about(one)} /> : <input {...about(one)} />}
          {toldHere && <FieldFault name={`${name}.${one}`} />}
        </label>
      ))}
    </fieldset>
  );
}

/** What stands in them; null when a language is missing. */
export function readLabels(form: FormData, name: string): Labels | null {
  const said = LANGUAGES.map((one) => [one, String(form.get(`${name}.${one}`) ?? "").trim()] as const);
  return said.every(([, text]) => text) ? (Object.fromEntries(said) as Labels) : null;
}
