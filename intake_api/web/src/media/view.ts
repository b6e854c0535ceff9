// How a picture is looked at: how near, where, and which way up. Pure.
export interface View {
  zoom: number;
  /** How far the picture is pulled from the middle, in pixels of the screen. */
  x: number;
  y: number;
  /** Quarter turns to the right. */
  turns: number;
}

export const WHOLE: View = { zoom: 1, x: 0, y: 0, turns: 0 };

const CLOSEST = 12;

export function zoomed(view: View, factor: number): View {
  const zoom = Math.min(CLOSEST, Math.max(1, view.zoom * factor));
  // What is in the middle stays there; the whole picture needs no pulling.
  const grown = zoom === 1 ? 0 : zoom / view.zoom;
  return { ...view, zoom, x: view.x * grown, y: view.y * grown };
}

export function pulled(view: View, x: number, y: number): View {
  return view.zoom === 1 ? view : { ...view, x: view.x + x, y: view.y + y };
}

export const turned = (view: View, step: number): View => ({ ...WHOLE, turns: (view.turns + step + 4) % 4 });

export const transformOf = ({ zoom, x, y, turns }: View): string => `translate(${x}px, ${y}px) scale(${zoom}) rotate(${turns * 90}deg)`;
