// A round button that shows a pictogram and is named for those who hear it.
import { Icon, type IconName } from "./Icon";

interface Props {
  icon: IconName;
  label: string;
  onClick: (event: MouseEvent) => void;
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  accent?: boolean;
}

export function IconButton({ icon, label, onClick, pressed, expanded, disabled, accent }: Props) {
  return (
    <button
      type="button"
      class={accent ? "icon-button accent" : "icon-button"}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
