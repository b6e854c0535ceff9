import { isOverlayOpen, SHORTCUTS } from "../state/shortcuts";
import { t } from "../texts/texts";
import { Dialog } from "./Dialog";

export function ShortcutsDialog() {
  if (!isOverlayOpen.value) return null;
  return (
    <Dialog title={t("shortcuts.title")} onClose={() => (isOverlayOpen.value = false)}>
      <dl class="keys">
        {SHORTCUTS.map(([cap, meaning]) => (
          <div key={cap}>
            <dt>
              <kbd>{cap}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
