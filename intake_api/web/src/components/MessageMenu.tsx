import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { moving } from "../state/moving";
import { t } from "../texts/texts";
import type { MessageEntry } from "../types";
import { Icon } from "./Icon";

/** What may be done with one message of a citizen. */
export function MessageMenu({ message }: { message: MessageEntry }) {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const item = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open.value) item.current?.focus();
  }, [open.value]);

  function close() {
    open.value = false;
    button.current?.focus();
  }

  return (
    <span
      class="message-menu"
      onKeyDown={(event) => {
        if (event.code !== "Escape" || !open.value) return;
        // Escape belongs to the menu first, to the report only then.
        event.stopPropagation();
        close();
      }}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) open.value = false;
      }}
    >
      <button
        ref={button}
        type="button"
        class="plain"
        aria-label={t("message.menu")}
        aria-haspopup="menu"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <Icon name="more" size={14} />
      </button>
      {open.value && (
        <span role="menu" aria-label={t("message.menu")}>
          <button
            ref={item}
            type="button"
            role="menuitem"
            onClick={() => {
              close();
              moving.value = message.id;
            }}
          >
            <Icon name="move" /> {t("message.move")}
          </button>
        </span>
      )}
    </span>
  );
}
