import type { ComponentChildren } from "preact";

import { go, hrefOfReport } from "../state/route";

interface Props {
  id: string;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}

/** A real link (a middle click opens a tab), followed without a reload. */
export function ReportLink({ id, class: className, current = false, children }: Props) {
  const href = hrefOfReport(id);
  return (
    <a href={href} class={className} aria-current={current ? "true" : undefined} onClick={(event) => follow(event, href)}>
      {children}
    </a>
  );
}

export function follow(event: MouseEvent, href: string): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(href);
}
