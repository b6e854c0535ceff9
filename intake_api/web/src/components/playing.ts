// Keys of sounds and films while one of them has the focus; by their place on the keyboard.
export const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;

const STEP_S = 5;

interface Meaning {
  (media: HTMLMediaElement): void;
}

const MEANINGS: Record<string, Meaning> = {
  Space: toggle,
  KeyK: toggle,
  ArrowLeft: (media) => seek(media, -STEP_S),
  ArrowRight: (media) => seek(media, STEP_S),
  Comma: (media) => changeSpeed(media, -1),
  Period: (media) => changeSpeed(media, 1),
};

/** The page's own shortcuts do not hear what a player has understood. */
export function onPlayerKey(event: KeyboardEvent, media: HTMLMediaElement | null): void {
  const meaning = MEANINGS[event.code];
  // Enter and Space on a button of ours are that button's.
  if (!media || !meaning || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  event.stopPropagation();
  meaning(media);
}

export function changeSpeed(media: HTMLMediaElement, step: number): void {
  const at = SPEEDS.findIndex((speed) => speed >= media.playbackRate);
  media.playbackRate = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + step))] ?? 1;
}

function toggle(media: HTMLMediaElement): void {
  if (media.paused) void media.play().catch(() => undefined);
  else media.pause();
}

function seek(media: HTMLMediaElement, seconds: number): void {
  media.currentTime = Math.max(0, Math.min(media.duration || 0, media.currentTime + seconds));
}
