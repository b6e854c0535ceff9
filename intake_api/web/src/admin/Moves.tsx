import { Icon } from "../components/Icon";
import { t } from "../texts/texts";

interface Props<T> {
  /** What is moved, as it is called aloud: "Question 2". */
  name: string;
  list: readonly T[];
  at: number;
  onChange: (list: T[]) => void;
}

/** Up, down, away: by mouse and by keyboard alike. */
export function Moves<T>({ name, list, at, onChange }: Props<T>) {
  const without = list.filter((_, index) => index !== at);
  const to = (place: number) => onChange([...without.slice(0, place), list[at] as T, ...without.slice(place)]);
  return (
    <span class="moves">
      <button type="button" class="plain" disabled={at === 0} aria-label={t("questions.up", { name })} onClick={() => to(at - 1)}>
        <Icon name="up" size={14} />
      </button>
      <button type="button" class="plain" disabled={at === list.length - 1} aria-label={t("questions.down", { name })} onClick={() => to(at + 1)}>
        <Icon name="down" size={14} />
      </button>
      <button type="button" class="plain" aria-label={t("questions.remove", { name })} onClick={() => onChange(without)}>
        <Icon name="close" size={14} />
      </button>
    </span>
  );
}
