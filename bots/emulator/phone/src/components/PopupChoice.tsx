// A row of short alternatives inside a menu.
interface Props<Option extends string> {
  title: string;
  options: readonly Option[];
  chosen: Option;
  onChoose: (option: Option) => void;
}

export function PopupChoice<Option extends string>({ title, options, chosen, onChoose }: Props<Option>) {
  return (
    <div class="popup-choice" role="group" aria-label={title}>
      <span>{title}</span>
      <div class="segments">
        {options.map((option) => (
          <button
            key={option}
            type="button"
            role="menuitemradio"
            aria-checked={option === chosen}
            onClick={() => onChoose(option)}
          >
            {option}
          </button>
        ))}
      </div>
    </div>
  );
}
