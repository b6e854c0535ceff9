import { secondsSince } from "../state/clock";
import { dueness } from "../state/targets";
import { duration, fullTime } from "../texts/format";

interface Props {
  since: string;
  /** Seconds that are allowed; without them the age has no colour. */
  target?: number | null;
}

/** Grows by itself, and takes the colour of its target. */
export function Age({ since, target = null }: Props) {
  const seconds = secondsSince(since);
  return (
    <time class="age" dateTime={since} title={fullTime(since)} data-due={target === null ? undefined : dueness(seconds, target)}>
      {duration(seconds)}
    </time>
  );
}
