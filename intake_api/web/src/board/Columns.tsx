export interface Column {
  key: string;
  name: string;
  value: number | null;
  before?: number | null;
}

const STEP = 32;
const HEIGHT = 150;
const FOOT = 18;
const TOP = 14;
const LABELS_AT_MOST = 24;

/** Bars side by side, the time before behind them; a table with the numbers stands beside. */
export function Columns({ title, columns }: { title: string; columns: readonly Column[] }) {
  const most = Math.max(1, ...columns.flatMap((one) => [one.value ?? 0, one.before ?? 0]));
  const width = Math.max(1, columns.length) * STEP;
  const every = Math.ceil(columns.length / LABELS_AT_MOST);
  const heightOf = (value: number) => (value / most) * (HEIGHT - TOP);
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT + FOOT}`} role="img" aria-label={title}>
      <path class="chart-ground" d={`M0 ${HEIGHT}H${width}`} />
      {columns.map((one, place) => (
        <g key={one.key} transform={`translate(${place * STEP} 0)`}>
          {one.before != null && (
            <rect class="chart-before" x={2} width={STEP - 4} y={HEIGHT - heightOf(one.before)} height={heightOf(one.before)} />
          )}
          {one.value !== null && (
            <>
              <rect class="chart-now" x={6} width={STEP - 12} y={HEIGHT - heightOf(one.value)} height={heightOf(one.value)} />
              {one.value > 0 && columns.length <= 2 * LABELS_AT_MOST && (
                <text x={STEP / 2} y={HEIGHT - heightOf(one.value) - 3}>
                  {one.value}
                </text>
              )}
            </>
          )}
          {place % every === 0 && (
            <text x={STEP / 2} y={HEIGHT + 12}>
              {one.name.slice(0, 5)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
