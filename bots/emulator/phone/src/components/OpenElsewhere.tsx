// On a narrow screen one phone is seen at a time: this line shows another open one.
import { citizens, fullName, swapPhone } from "../state/phones";
import { t } from "../words";
import { PopupItem } from "./PopupItem";

export function OpenElsewhere({ id, from, onDone }: { id: number; from: number; onDone: () => void }) {
  const citizen = citizens.value.find((one) => one.id === id);
  if (!citizen) return null;
  const show = () => {
    onDone();
    swapPhone(from, id);
  };
  return (
    <div class="only-narrow">
      <PopupItem icon="person" text={t("menu.switch-to", { name: fullName(citizen) })} onClick={show} />
    </div>
  );
}
