// The microphone, and the measures of a file that Telegram's own apps would send along.

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

export interface Recording {
  /** Ends the recording. Null when it was thrown away. */
  finish(keep: boolean): Promise<{ file: File; duration: number } | null>;
}

export const canRecord = (): boolean =>
  typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;

/** Starts at once, or throws when there is no microphone or it is not allowed. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const parts: Blob[] = [];
  const started = performance.now();
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start();

  const finish = (keep: boolean) =>
    new Promise<{ file: File; duration: number } | null>((resolve) => {
      recorder.onstop = () => {
        for (const track of stream.getTracks()) track.stop();
        const type = recorder.mimeType.split(";")[0] ?? "audio/webm";
        const file = new File(parts, `voice.${type.split("/")[1]}`, { type });
        const duration = Math.max(1, Math.round((performance.now() - started) / 1000));
        resolve(keep ? { file, duration } : null);
      };
      recorder.stop();
    });
  return { finish };
}

const MEASURE_MS = 3000;

/** Length and size of a video or audio file; empty for anything else or when it cannot be read. */
export function measured(file: File): Promise<{ duration?: number; width?: number; height?: number }> {
  if (!/^(video|audio)\//.test(file.type)) return Promise.resolve({});
  const player = document.createElement(file.type.startsWith("video/") ? "video" : "audio");
  const address = URL.createObjectURL(file);
  return new Promise((resolve) => {
    const done = (known: boolean) => {
      URL.revokeObjectURL(address);
      const duration = known && Number.isFinite(player.duration) ? Math.round(player.duration) : 0;
      const sizes =
        known && player instanceof HTMLVideoElement ? { width: player.videoWidth, height: player.videoHeight } : {};
      resolve({ duration, ...sizes });
    };
    player.onloadedmetadata = () => done(true);
    player.onerror = () => done(false);
    setTimeout(() => done(false), MEASURE_MS);
    player.src = address;
  });
}
