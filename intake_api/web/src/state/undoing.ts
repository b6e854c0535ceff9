// What was done last and can be taken back, until something else is done.
import { signal } from "@preact/signals";

import type { ReportCase } from "../types";

export interface Undoable {
  report: string;
  /** The id of what was done. */
  text: string;
  back: () => Promise<ReportCase>;
}

export const undoable = signal<Undoable | null>(null);
