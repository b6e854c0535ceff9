// Which photo fills the screen.
import { computed, signal } from "@preact/signals";

import type { Attachment } from "../types";
import { openCase } from "./case";

const LOOKED_AT_AS_PHOTO = /^image\/(?!svg)/;

export const viewed = signal<string | null>(null);

export const isPhoto = (file: Attachment): boolean =>
  file.custody === "stored" && (file.media_type === null ? file.kind === "photo" : LOOKED_AT_AS_PHOTO.test(file.media_type));

export const photos = computed<readonly Attachment[]>(() =>
  (openCase.value?.timeline ?? []).flatMap((entry) => (entry.entry === "message" ? entry.attachments.filter(isPhoto) : [])),
);

/** The photo ``step`` further on, stopping at either end. */
export function turn(step: number): void {
  const at = photos.peek().findIndex((photo) => photo.id === viewed.peek());
  const to = photos.peek()[at + step];
  if (to) viewed.value = to.id;
}
