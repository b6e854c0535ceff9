import { useSignal } from "@preact/signals";

import { Dialog } from "../components/Dialog";
import { Icon } from "../components/Icon";
import { t } from "../texts/texts";

interface Props {
  title: string;
  /** What it is for and what to do with it now. */
  text: string;
  secrets: readonly string[];
  onClose: () => void;
}

/** Something that is shown this once. */
export function Secret({ title, text, secrets, onClose }: Props) {
  const copied = useSignal(false);
  const copy = () => void navigator.clipboard.writeText(secrets.join("\n")).then(() => (copied.value = true));
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <ul class="secrets">
        {secrets.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ul>
      <p class="quiet">{t("secret.once")}</p>
      <div class="dialog-foot">
        <span role="status">{copied.value && t("secret.copied")}</span>
        <button type="button" onClick={copy}>
          <Icon name="copy" /> {t("secret.copy")}
        </button>
        <button type="button" class="primary" onClick={onClose}>
          {t("secret.done")}
        </button>
      </div>
    </Dialog>
  );
}
