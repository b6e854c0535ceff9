import { secondsSince } from "../state/clock";
import { duration, fullTime } from "../texts/format";

/** Seconds until an unopened report of that priority is due, and until it is late. */
const TARGETS_S: Record<number, readonly [due: number, late: number]> = {
  1: [15, 60],
  2: [180, 600],
  3: [600, 1800],
  4: [1800, 7200],
};

/** Grows by itself; with a ``priority`` it takes the colour of its target. */
export function Age({ since, priority }: { since: string; priority?: number | undefined }) {
  const seconds = secondsSince(since);
  return (
    <time class="age" dateTime={since} title={fullTime(since)} data-due={priority && dueness(seconds, priority)}>
      {duration(seconds)}
    </time>
  );
}

function dueness(seconds: number, priority: number): string {
  const [due, late] = TARGETS_S[priority] ?? [600, 1800];
  return seconds >= late ? "late" : seconds >= due ? "due" : "fresh";
}
