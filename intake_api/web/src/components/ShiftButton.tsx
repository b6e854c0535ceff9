import { shift, startShift } from "../state/alarm";
import { t } from "../texts/texts";
import { Icon } from "./Icon";

/** Browsers stay silent until a click: this is that click. */
export function ShiftButton() {
  if (shift.value === "off") {
    return (
      <button type="button" class="primary" title={t("shift.why")} onClick={() => void startShift()}>
        <Icon name="bell" /> {t("shift.start")}
      </button>
    );
  }
  const text = t(shift.value === "playing" ? "shift.on" : "shift.elsewhere");
  return (
    <span class="shift" data-shift={shift.value} title={text}>
      <Icon name="bell" /> <span class="wide-only">{text}</span>
    </span>
  );
}
