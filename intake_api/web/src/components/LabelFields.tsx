import { LANGUAGES, t } from "../texts/texts";
import type { Labels } from "../types";

interface Props {
  /** Of the fields' names: ``{name}.kk`` and so on. */
  name: string;
  legend: string;
  labels: Partial<Labels>;
  required?: boolean;
  long?: boolean;
}

/** The same text in each language. */
export function LabelFields({ name, legend, labels, required = false, long = false }: Props) {
  return (
    <fieldset class="labels">
      <legend>{legend}</legend>
      {LANGUAGES.map((one) => (
        <label key={one}>
          {t(`language.own.${one}`)}
          {long ? (
            <textarea name={`${name}.${one}`} lang={one} rows={3} maxLength={1000} required={required} defaultValue={labels[one] ?? ""} />
          ) : (
            <input name={`${name}.${one}`} lang={one} maxLength={1000} required={required} defaultValue={labels[one] ?? ""} />
          )}
        </label>
      ))}
    </fieldset>
  );
}

/** Whether anything stands in any of them. */
export const isBegun = (form: FormData, name: string): boolean =>
  LANGUAGES.some((one) => String(form.get(`${name}.${one}`) ?? "").trim());

/** What stands in them; null when a language is missing. */
export function readLabels(form: FormData, name: string): Labels | null {
  const said = LANGUAGES.map((one) => [one, String(form.get(`${name}.${one}`) ?? "").trim()] as const);
  return said.every(([, text]) => text) ? (Object.fromEntries(said) as Labels) : null;
}
