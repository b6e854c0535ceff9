import type { ComponentChildren } from "preact";

/** A table that is wider than a phone: scrolled by finger, or by the arrow keys. */
export function Scrolling({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="table-scroll" role="region" aria-label={title} tabIndex={0}>
      {children}
    </div>
  );
}
