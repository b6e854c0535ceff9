// Sounds made on the spot: no files, and nothing plays before a click has unlocked it.

let context: AudioContext | null = null;

/** Call from a click: browsers keep sound locked until then. */
export async function unlockSound(): Promise<void> {
  context ??= new AudioContext();
  await context.resume();
}

/** Two rising pairs, hard to sleep through. */
export function soundSos(): void {
  [880, 1175, 880, 1175].forEach((pitch, step) => tone(pitch, step * 0.22, 0.18, 0.5));
}

/** One soft double note. */
export function soundNewReport(): void {
  tone(660, 0, 0.14, 0.22);
  tone(880, 0.15, 0.2, 0.22);
}

function tone(pitchHz: number, afterS: number, lengthS: number, loudness: number): void {
  if (context === null) return;
  const at = context.currentTime + afterS;
  const source = context.createOscillator();
  const volume = context.createGain();
  source.type = "triangle";
  source.frequency.value = pitchHz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + 0.02);
  volume.gain.setValueAtTime(loudness, at + lengthS - 0.04);
  volume.gain.linearRampToValueAtTime(0, at + lengthS);
  source.connect(volume).connect(context.destination);
  source.start(at);
  source.stop(at + lengthS);
}
