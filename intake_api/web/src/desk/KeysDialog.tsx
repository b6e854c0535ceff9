import { Dialog } from "../components/Dialog";
import { useAttempt } from "../components/useAttempt";
import { capOf, chooseShortcuts, keyedButtons, wantsShortcuts } from "../state/keyed";
import { ALWAYS, isOverlayOpen, SHORTCUTS } from "../state/shortcuts";
import { t } from "../texts/texts";

type Line = readonly [cap: string, meaning: string];

/** Keys that do something on this very screen, and the switch for those without Ctrl. */
export function KeysDialog() {
  const { busy, problem, attempt } = useAttempt();
  return (
    <Dialog title={t("shortcuts.title")} onClose={() => (isOverlayOpen.value = false)}>
      <div class="keys-panel">
        {wantsShortcuts.value && <Keys lines={workingNow()} />}
        <Keys lines={ALWAYS} />
        <label>
          <input
            type="checkbox"
            checked={wantsShortcuts.value}
            disabled={busy}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              void attempt(() => chooseShortcuts(checked));
            }}
          />{" "}
          {t("keys.wanted")}
        </label>
        {problem.value && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function workingNow(): Line[] {
  const buttons = keyedButtons().map((one): Line => [capOf(one.dataset["key"] ?? ""), one.dataset["name"] ?? ""]);
  const others = SHORTCUTS.filter((one) => one.works()).map((one): Line => [one.cap, one.meaning]);
  return [...buttons, ...others, ["?", "shortcuts.title"]];
}

function Keys({ lines }: { lines: readonly Line[] }) {
  return (
    <dl class="keys">
      {lines.map(([cap, meaning]) => (
        <div key={cap}>
          <dt>
            <kbd>{cap}</kbd>
          </dt>
          <dd>{t(meaning)}</dd>
        </div>
      ))}
    </dl>
  );
}
