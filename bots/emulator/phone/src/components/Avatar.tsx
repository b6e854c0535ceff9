// Initials on a colour that stays with the name.
import { initials } from "../format";

const COLOURS = 7;

const colourOf = (seed: number): number => Math.abs(seed) % COLOURS;

export function Avatar({ name, seed, small }: { name: string; seed: number; small?: boolean }) {
  return (
    <span class={`avatar tint-${colourOf(seed)}${small ? " small" : ""}`} aria-hidden="true">
      {initials(name) || "?"}
    </span>
  );
}
