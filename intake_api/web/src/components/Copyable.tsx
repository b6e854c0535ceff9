import { useSignal } from "@preact/signals";

import { Icon } from "./Icon";

/** Figures to be taken elsewhere, with a button that does it; ``label`` says what is copied. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const copied = useSignal(false);
  async function copy() {
    // Without a secure page there is no clipboard: the figures can still be marked by hand.
    await navigator.clipboard?.writeText(text).then(() => (copied.value = true)).catch(() => undefined);
  }
  return (
    <span class="coordinates">
      <code>{text}</code>
      <button type="button" class="plain" aria-label={label} title={label} onClick={() => void copy()}>
        <Icon name={copied.value ? "check" : "copy"} size={14} />
      </button>
    </span>
  );
}
