const WIDTH = 80;
const HEIGHT = 8;

interface Props {
  share: number;
  /** What it must reach. */
  mark?: number;
}

/** A share between 0 and 1 as a small bar; the number stands beside it, so readers skip it. */
export function Bar({ share, mark }: Props) {
  return (
    <svg class="bar" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <rect class="bar-ground" width={WIDTH} height={HEIGHT} rx={3} />
      <rect class="bar-fill" width={WIDTH * Math.min(1, Math.max(0, share))} height={HEIGHT} rx={3} />
      {mark !== undefined && <path class="bar-whisker" d={`M${WIDTH * mark} 0V${HEIGHT}`} />}
    </svg>
  );
}
