import { type Signal, useSignal } from "@preact/signals";

import type { Part } from "../api/media";
import { t } from "../texts/texts";
import { between, grown, isWorthKeeping, type Point, shifted } from "./parts";

const STEP = 0.01;

interface Props {
  src: string;
  parts: Signal<readonly Part[]>;
}

/** The picture with the rectangles on it: drawn with the pointer, moved and sized by keys. */
export function CoverSheet({ src, parts }: Props) {
  const from = useSignal<Point | null>(null);
  const drawn = useSignal<Part | null>(null);

  function begin(event: PointerEvent & { currentTarget: SVGSVGElement }) {
    from.value = pointOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function draw(event: PointerEvent & { currentTarget: SVGSVGElement }) {
    if (from.value) drawn.value = between(from.value, pointOf(event));
  }

  function end() {
    if (drawn.value && isWorthKeeping(drawn.value)) parts.value = [...parts.value, drawn.value];
    from.value = drawn.value = null;
  }

  function change(at: number, following: Part | null) {
    parts.value = parts.value.flatMap((part, index) => (index !== at ? [part] : following ? [following] : []));
  }

  return (
    <div class="viewer cover">
      <div class="cover-sheet">
        <img src={src} alt="" draggable={false} />
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" onPointerDown={begin} onPointerMove={draw} onPointerUp={end} onPointerCancel={end}>
          {parts.value.map((part, index) => (
            <Rectangle key={index} part={part} label={t("cover.part", { n: index + 1 })} onChange={(following) => change(index, following)} />
          ))}
          {drawn.value && <rect x={drawn.value.left} y={drawn.value.top} width={drawn.value.width} height={drawn.value.height} data-drawn />}
        </svg>
      </div>
    </div>
  );
}

interface RectangleProps {
  part: Part;
  label: string;
  /** Null takes it away. */
  onChange: (part: Part | null) => void;
}

function Rectangle({ part, label, onChange }: RectangleProps) {
  function onKey(event: KeyboardEvent) {
    const following = after(event, part);
    if (following === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(following);
  }
  return (
    <rect x={part.left} y={part.top} width={part.width} height={part.height} tabIndex={0} role="button" aria-label={label} onKeyDown={onKey} />
  );
}

function after({ code, shiftKey }: KeyboardEvent, part: Part): Part | null | undefined {
  if (code === "Delete" || code === "Backspace") return null;
  const change = shiftKey ? grown : shifted;
  if (code === "ArrowLeft") return change(part, -STEP, 0);
  if (code === "ArrowRight") return change(part, STEP, 0);
  if (code === "ArrowUp") return change(part, 0, -STEP);
  if (code === "ArrowDown") return change(part, 0, STEP);
  return undefined;
}

function pointOf(event: PointerEvent & { currentTarget: SVGSVGElement }): Point {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
}
