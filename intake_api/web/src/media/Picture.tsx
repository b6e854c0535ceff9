import { useComputed, type Signal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { pulled, transformOf, type View, WHOLE, zoomed } from "./view";

interface Props {
  src: string;
  alt: string;
  view: Signal<View>;
}

/** One picture on a dark ground: the wheel zooms, a drag pulls, a double click comes near. */
export function Picture({ src, alt, view }: Props) {
  const held = useRef<PointerEvent | null>(null);
  const style = useComputed(() => ({ transform: transformOf(view.value) }));

  function pull(event: PointerEvent) {
    const from = held.current;
    if (!from) return;
    view.value = pulled(view.value, event.clientX - from.clientX, event.clientY - from.clientY);
    held.current = event;
  }

  function hold(event: PointerEvent & { currentTarget: HTMLElement }) {
    held.current = event;
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  return (
    <div
      class="viewer"
      data-near={view.value.zoom > 1 || undefined}
      onWheel={(event) => (view.value = zoomed(view.value, event.deltaY < 0 ? 1.15 : 1 / 1.15))}
      onPointerDown={hold}
      onPointerMove={pull}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
      onDblClick={() => (view.value = view.value.zoom > 1 ? { ...WHOLE, turns: view.value.turns } : zoomed(view.value, 2))}
    >
      <img src={src} alt={alt} draggable={false} data-turned={view.value.turns % 2 === 1 || undefined} style={style.value} />
    </div>
  );
}
