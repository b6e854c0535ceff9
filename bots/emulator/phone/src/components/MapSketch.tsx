// A drawn background for a place: an invented street pattern that shifts with the coordinates,
// so that a moving dot is seen to move. It claims nothing about real streets.
import type { Place } from "../api/telegram";

const WIDTH = 240;
const HEIGHT = 120;
const CELL = 44;
const PX_PER_DEGREE = 9000;

const shift = (value: number): number => (((value * PX_PER_DEGREE) % CELL) + CELL) % CELL;

const lines = (from: number, to: number): number[] => {
  const all: number[] = [];
  for (let at = from - CELL; at < to + CELL; at += CELL) all.push(at);
  return all;
};

export function MapSketch({ place }: { place: Place }) {
  const left = -shift(place.longitude);
  const top = shift(place.latitude);
  const vertical = lines(left, WIDTH).map((x) => `M${x + 14} 0l-14 ${HEIGHT}`);
  const across = lines(top - CELL, HEIGHT).map((y) => `M0 ${y}l${WIDTH} -10`);
  return (
    <svg class="map-sketch" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <rect width={WIDTH} height={HEIGHT} class="ground" />
      <rect x={left + CELL + 8} y={top + 6} width={CELL * 1.6} height={CELL - 14} rx="4" class="park" />
      <path d={[...vertical, ...across].join("")} class="streets" />
      <path d={`M0 ${top + 62}C60 ${top + 30} 150 ${top + 84} ${WIDTH} ${top + 40}`} class="river" />
    </svg>
  );
}
