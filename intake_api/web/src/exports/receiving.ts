// Files that come as a stream: counted while they come, saved when they are whole.
import { isAborted, Refusal } from "../api/http";

const LINE_END = 10;

/** How far it is: lines that have come of a text, bytes of anything. */
export interface Progress {
  lines: number;
  bytes: number;
}

export async function received(answer: Response, onProgress: (progress: Progress) => void): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const progress = { lines: 0, bytes: 0 };
  const reader = answer.body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      pieces.push(next.value);
      for (const byte of next.value) if (byte === LINE_END) progress.lines += 1;
      progress.bytes += next.value.length;
      onProgress({ ...progress });
    }
  } catch (error) {
    // A file cut short is none: half a list looks like a whole one.
    throw isAborted(error) ? error : new Refusal("unreachable", 0);
  }
  return new Blob(pieces, { type: answer.headers.get("Content-Type") ?? "" });
}

export function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** The name that the answer gives its file. */
export const nameOf = (answer: Response, otherwise: string): string =>
  /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? otherwise;
