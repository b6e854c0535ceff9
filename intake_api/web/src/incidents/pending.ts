// What is about to be told to many: for some seconds it can be taken back, then it is sent.
import { signal } from "@preact/signals";

const WAIT_S = 6;

export interface Pending {
  text: string;
  send: () => Promise<void>;
}

export const pending = signal<Pending | null>(null);
export const secondsLeft = signal(0);

let ticking = 0;

export function sendSoon(wish: Pending): void {
  sendNow();
  pending.value = wish;
  secondsLeft.value = WAIT_S;
  ticking = setInterval(() => {
    secondsLeft.value -= 1;
    if (secondsLeft.value <= 0) sendNow();
  }, 1000);
}

/** Also when the page is left: whoever pressed "send" meant it. */
export function sendNow(): void {
  const wish = pending.peek();
  forget();
  if (wish) void wish.send();
}

export function forget(): void {
  clearInterval(ticking);
  pending.value = null;
}

addEventListener("pagehide", sendNow);
