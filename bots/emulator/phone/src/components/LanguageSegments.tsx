// kk, ru, en beside each other, as radio buttons.
import type { Language } from "../words";

interface Props {
  title: string;
  options: readonly Language[];
  chosen: Language;
  onChoose: (code: Language) => void;
}

export function LanguageSegments({ title, options, chosen, onChoose }: Props) {
  return (
    <div class="segments" role="radiogroup" aria-label={title}>
      {options.map((code) => (
        <button key={code} type="button" role="radio" aria-checked={code === chosen} onClick={() => onChoose(code)}>
          {code}
        </button>
      ))}
    </div>
  );
}
