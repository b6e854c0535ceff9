// A small menu beside the thing that opened it: arrows move, Escape and a click elsewhere close.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  label: string;
  onClose: () => void;
  class?: string;
  children: ComponentChildren;
}

const items = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];

function move(menu: HTMLElement, by: number): void {
  const all = items(menu);
  const at = all.findIndex((item) => item === document.activeElement);
  all[(at + by + all.length) % all.length]?.focus();
}

export function Popup({ label, onClose, children, class: extra }: Props) {
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (menu.current) items(menu.current)[0]?.focus();
    const outside = (event: PointerEvent) => {
      if (!menu.current?.contains(event.target as Node)) onClose();
    };
    // The press that opened the menu must not close it again.
    const timer = setTimeout(() => document.addEventListener("pointerdown", outside));
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerdown", outside);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") move(menu.current!, 1);
    else if (event.key === "ArrowUp") move(menu.current!, -1);
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={menu} class={`popup ${extra ?? ""}`} role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}
