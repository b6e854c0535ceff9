// A panel that rises over one phone's chat. Escape and a tap beside it close it; focus stays inside.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import { t } from "../words";
import { IconButton } from "./IconButton";

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  tall?: boolean;
}

const FOCUSABLE = "button:not(:disabled), [href], input, select, textarea, [tabindex='0']";

function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const first = stops[0];
  const last = stops.at(-1);
  const leaving = event.shiftKey ? first : last;
  if (document.activeElement !== leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

export function Sheet({ title, onClose, children, tall }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const titleId = useId();

  useEffect(() => {
    const before = document.activeElement;
    const wish = panel.current?.querySelector<HTMLElement>("[data-autofocus]") ?? panel.current;
    wish?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    }
    if (event.key === "Tab" && panel.current) keepFocusInside(panel.current, event);
  };

  return (
    <div class="sheet-layer" onKeyDown={onKeyDown}>
      <div class="sheet-shade" onClick={onClose} />
      <div
        ref={panel}
        class={tall ? "sheet tall" : "sheet"}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
      >
        <header class="sheet-head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="close" label={t("sheet.close")} onClick={onClose} />
        </header>
        {children}
      </div>
    </div>
  );
}
