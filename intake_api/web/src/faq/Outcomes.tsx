import { t } from "../texts/texts";
import { OUTCOMES, type FigureRow } from "./types";

const WIDTH = 160;
const HEIGHT = 14;

/** How many ended in which way, one bar; the numbers stand in its name. */
export function Outcomes({ row }: { row: FigureRow }) {
  const counts = OUTCOMES.map((one) => [one, row.outcomes[one] ?? 0] as const).filter(([, n]) => n > 0);
  const sum = counts.reduce((all, [, n]) => all + n, 0);
  if (sum === 0) return <span class="quiet">{t("share.none")}</span>;
  const words = counts.map(([one, n]) => `${t(`outcome.${one}`)}: ${n}`).join(", ");
  let left = 0;
  return (
    <svg class="bar" width={WIDTH} height={HEIGHT} role="img" aria-label={words}>
      <title>{words}</title>
      {counts.map(([one, n]) => {
        const [x, width] = [left, (n / sum) * WIDTH];
        left += width;
        return <rect key={one} data-outcome={one} x={x} width={width} height={HEIGHT} />;
      })}
    </svg>
  );
}

export function OutcomeLegend() {
  return (
    <ul class="legend" aria-label={t("figures.outcomes")}>
      {OUTCOMES.map((one) => (
        <li key={one}>
          <svg width={12} height={12} aria-hidden="true">
            <rect data-outcome={one} width={12} height={12} rx={2} />
          </svg>{" "}
          {t(`outcome.${one}`)}
        </li>
      ))}
    </ul>
  );
}
