import { keyed } from "../state/keyed";
import { isChoosingTemplate } from "../state/templates";
import { t } from "../texts/texts";
import { Cap } from "./Cap";
import { Icon } from "./Icon";

/** Opens what the centre has ready to say; what is chosen comes into the reply, and nothing is sent. */
export function TemplateButton() {
  return (
    <button
      type="button"
      class="plain"
      aria-label={t("template.insert")}
      title={t("template.insert")}
      {...keyed("KeyT", "template.insert")}
      onClick={() => (isChoosingTemplate.value = true)}
    >
      <Icon name="phone_note" /> <Cap code="KeyT" />
    </button>
  );
}
