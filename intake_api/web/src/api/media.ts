import type { Attachment, CameraFacts } from "../types";
import { call } from "./http";
import { contentOf } from "./reports";

const at = (attachmentId: string): string => `/v1/attachments/${encodeURIComponent(attachmentId)}`;

/** What browsers do not draw themselves. */
const DRAWN_FOR_US = /^image\/(hei[cf]|tiff|bmp)$/;

/** Where the picture comes from as a browser shows it. */
export const pictureOf = (file: Attachment): string =>
  DRAWN_FOR_US.test(file.media_type ?? "") ? `${at(file.id)}/view` : contentOf(file.id);

export const fetchCamera = (attachmentId: string): Promise<CameraFacts> => call(`${at(attachmentId)}/camera`);

/** A rectangle as shares (0 to 1) of the upright picture. */
export interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The covered copy, with a hash of its own. */
export const postRedaction = (attachmentId: string, parts: readonly Part[]): Promise<Attachment> =>
  call(`${at(attachmentId)}/redactions`, { method: "POST", body: { parts } });

export const fetchAgain = (attachmentId: string): Promise<void> => call(`${at(attachmentId)}/retry`, { method: "POST" });
