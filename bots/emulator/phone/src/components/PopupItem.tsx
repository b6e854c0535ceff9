// One line of a small menu.
import { Icon, type IconName } from "./Icon";

interface Props {
  icon: IconName;
  text: string;
  onClick: () => void;
  danger?: boolean;
}

export function PopupItem({ icon, text, onClick, danger }: Props) {
  return (
    <button type="button" role="menuitem" class={danger ? "popup-item danger" : "popup-item"} onClick={onClick}>
      <Icon name={icon} />
      <span>{text}</span>
    </button>
  );
}
