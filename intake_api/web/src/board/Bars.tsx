import type { Column } from "./Columns";

const WIDTH = 240;
const HEIGHT = 16;
const MOST_BARS = 15;

/** Bars below one another, the time before as a thin line under each; names are read in full. */
export function Bars({ title, columns }: { title: string; columns: readonly Column[] }) {
  const shown = columns.slice(0, MOST_BARS);
  const most = Math.max(1, ...shown.flatMap((one) => [one.value ?? 0, one.before ?? 0]));
  return (
    <ol class="bars" aria-label={title}>
      {shown.map((one) => (
        <li key={one.key}>
          <span class="cut">{one.name}</span>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            <rect class="chart-now" width={((one.value ?? 0) / most) * WIDTH} height={HEIGHT - 5} />
            <rect class="chart-before" y={HEIGHT - 4} width={((one.before ?? 0) / most) * WIDTH} height={4} />
          </svg>
          <span class="number">{one.value ?? "…"}</span>
        </li>
      ))}
    </ol>
  );
}
