// Rectangles over a picture, as shares of its width and height. Pure.
import type { Part } from "../api/media";

const LEAST = 0.01;
const within = (share: number, most = 1): number => Math.min(most, Math.max(0, share));

export interface Point {
  x: number;
  y: number;
}

/** The rectangle between two corners, whichever was drawn first. */
export function between(one: Point, other: Point): Part {
  const left = within(Math.min(one.x, other.x));
  const top = within(Math.min(one.y, other.y));
  return { left, top, width: within(Math.max(one.x, other.x)) - left, height: within(Math.max(one.y, other.y)) - top };
}

/** A touch is no rectangle. */
export const isWorthKeeping = (part: Part): boolean => part.width >= LEAST && part.height >= LEAST;

export function shifted(part: Part, x: number, y: number): Part {
  return { ...part, left: within(part.left + x, 1 - part.width), top: within(part.top + y, 1 - part.height) };
}

export function grown(part: Part, x: number, y: number): Part {
  const width = Math.max(LEAST, within(part.width + x, 1 - part.left));
  const height = Math.max(LEAST, within(part.height + y, 1 - part.top));
  return { ...part, width, height };
}

export const IN_THE_MIDDLE: Part = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };
