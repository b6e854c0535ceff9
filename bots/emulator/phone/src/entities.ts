// Telegram's flat entity list as a tree that a component can draw. Pure.
// Offsets are UTF-16 units, which is how JavaScript counts a string too.
import type { Entity } from "./api/telegram";

export type Piece = string | { entity: Entity; text: string; inside: Piece[] };

const SAFE = /^(https?|tg|mailto|tel):/i;

/** An address that may be put into a link, or null: `javascript:` and friends never pass. */
export function safeAddress(address: string): string | null {
  if (SAFE.test(address)) return address;
  return /^[\w-]+(\.[\w-]+)+/.test(address) ? `https://${address}` : null;
}

const outerFirst = (a: Entity, b: Entity): number => a.offset - b.offset || b.length - a.length;

function split(text: string, from: number, to: number, entities: Entity[]): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  let rest = entities;
  while (rest[0]) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    const inside = others.filter((other) => other.offset < end);
    rest = others.filter((other) => other.offset >= end);
    if (end <= start) continue;
    if (start > at) pieces.push(text.slice(at, start));
    pieces.push({ entity, text: text.slice(start, end), inside: split(text, start, end, inside) });
    at = end;
  }
  if (at < to) pieces.push(text.slice(at, to));
  return pieces;
}

export const pieces = (text: string, entities: Entity[] = []): Piece[] =>
  split(text, 0, text.length, [...entities].sort(outerFirst));

/** What a link to this bot gives to START ("" for nothing); null for every other link. */
export function startPayload(address: string, botUsername: string): string | null {
  const link = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)\/?(?:\?(.*))?$/i.exec(address) ?? /^tg:\/\/resolve\?domain=(\w+)(?:&(.*))?$/i.exec(address);
  if (link?.[1]?.toLowerCase() !== botUsername.toLowerCase()) return null;
  return new URLSearchParams(link?.[2] ?? "").get("start") ?? "";
}
