import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { t } from "../texts/texts";
import { Icon } from "./Icon";

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal of the browser's own: it keeps the focus inside and closes on Escape. */
export function Dialog({ title, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog ref={element} aria-label={title} onClose={onClose} onKeyDown={submitByKey}>
      <div class="dialog-head">
        <h2>{title}</h2>
        <button type="button" class="plain" aria-label={t("close")} onClick={() => element.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** Ctrl + Enter sends from any field, as it does where replies are written. */
function submitByKey(event: KeyboardEvent): void {
  if (event.code !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  if (event.target instanceof HTMLElement) event.target.closest("form")?.requestSubmit();
}
