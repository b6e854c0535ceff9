// Sounds made on the spot: no files, and nothing plays before a click has unlocked it.
import { effect, signal } from "@preact/signals";

/** An SOS, or a report by its priority. */
export type Sound = "sos" | 1 | 2 | 3 | 4;

type Note = readonly [pitchHz: number, afterS: number, lengthS: number];

/** Told apart by rhythm first: pitch alone is lost on a small loudspeaker. */
const MELODIES: Record<Sound, readonly Note[]> = {
  sos: [[880, 0, 0.18], [1175, 0.22, 0.18], [880, 0.44, 0.18], [1175, 0.66, 0.18], [880, 0.88, 0.18], [1175, 1.1, 0.18]],
  1: [[988, 0, 0.1], [988, 0.16, 0.1], [988, 0.32, 0.1]],
  2: [[660, 0, 0.14], [880, 0.18, 0.24]],
  3: [[587, 0, 0.22]],
  4: [[440, 0, 0.12]],
};
const LOUDNESS: Record<Sound, number> = { sos: 1, 1: 0.8, 2: 0.6, 3: 0.45, 4: 0.35 };
const VOLUME_KEY = "alarm-volume";
const USUAL_VOLUME = 70;

/** In hundredths; kept on this device, whose loudspeaker it is about. */
export const volume = signal(rememberedVolume());
export const muted = signal(false);
/** The browser lets nothing be heard, although somebody has asked for it. */
export const blocked = signal(false);
/** What is heard at this moment, or would be: shown as well, for those who do not hear it. */
export const sounding = signal<Sound | null>(null);

let context: AudioContext | null = null;
let loudspeaker: GainNode | null = null;

/** Call from a click: browsers keep sound locked until then. */
export async function unlockSound(): Promise<void> {
  if (context === null) {
    const made = (context = new AudioContext());
    const gain = (loudspeaker = made.createGain());
    gain.connect(made.destination);
    // The ear hears loudness in proportions: a square is near enough to a straight line for it.
    effect(() => {
      gain.gain.value = muted.value ? 0 : (volume.value / 100) ** 2;
    });
    made.onstatechange = () => (blocked.value = made.state !== "running");
  }
  // Where no device is allowed to sound, the promise of ``resume`` is never kept.
  await Promise.race([context.resume().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 1000))]);
  blocked.value = context.state !== "running";
}

export function play(sound: Sound): void {
  if (context === null || loudspeaker === null) return;
  sounding.value = sound;
  const last = MELODIES[sound].map((note) => tone(context as AudioContext, loudspeaker as GainNode, note, LOUDNESS[sound])).at(-1);
  if (last) last.onended = () => (sounding.value = null);
}

/** Once so much time has passed on the clock of the sound, which no browser slows down in a hidden tab. */
export function afterSounding(seconds: number, act: () => void): void {
  if (context === null) return;
  const silence = context.createConstantSource();
  silence.offset.value = 0;
  silence.connect(context.destination);
  silence.onended = act;
  silence.start();
  silence.stop(context.currentTime + seconds);
}

export function setVolume(hundredths: number): void {
  volume.value = hundredths;
  localStorage.setItem(VOLUME_KEY, String(hundredths));
}

function tone(heard: AudioContext, to: AudioNode, [pitchHz, afterS, lengthS]: Note, loudness: number): OscillatorNode {
  const at = heard.currentTime + afterS;
  const source = heard.createOscillator();
  const swell = heard.createGain();
  source.type = "triangle";
  source.frequency.value = pitchHz;
  swell.gain.setValueAtTime(0, at);
  swell.gain.linearRampToValueAtTime(loudness, at + 0.02);
  swell.gain.setValueAtTime(loudness, at + lengthS - 0.04);
  swell.gain.linearRampToValueAtTime(0, at + lengthS);
  source.connect(swell).connect(to);
  source.start(at);
  source.stop(at + lengthS);
  return source;
}

function rememberedVolume(): number {
  const kept = Number(localStorage.getItem(VOLUME_KEY) ?? USUAL_VOLUME);
  return kept >= 0 && kept <= 100 ? kept : USUAL_VOLUME;
}

// The slider may have been moved in another tab than the one that plays.
addEventListener("storage", ({ key }) => {
  if (key === VOLUME_KEY) volume.value = rememberedVolume();
});
