import { useSignal } from "@preact/signals";

import { t } from "../texts/texts";
import { Icon } from "./Icon";

/** What a QR code at the place must hold: Telegram opens the bot, and a report begins there. */
export function PlaceLink({ bot, code }: { bot: string; code: string }) {
  const copied = useSignal(false);
  if (!bot) return <p class="quiet">{t("places.name_bot")}</p>;
  const text = `https://t.me/${bot}?start=loc_${code}`;

  async function copy() {
    // Without a secure page there is no clipboard: the text can still be marked by hand.
    await navigator.clipboard?.writeText(text).then(() => (copied.value = true)).catch(() => undefined);
  }

  return (
    <span class="coordinates">
      <code>{text}</code>
      <button type="button" class="plain" aria-label={t("places.copy")} title={t("places.copy")} onClick={() => void copy()}>
        <Icon name={copied.value ? "check" : "copy"} size={14} />
      </button>
    </span>
  );
}
