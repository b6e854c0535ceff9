import type { Desk, Handover, Handovers, Shift } from "../types";
import { call } from "./http";

export interface HandoverWish {
  text: string;
  /** Null: to everybody who comes. */
  to: string | null;
  /** What is left along with the note. */
  reports: readonly string[];
}

export const fetchShift = (): Promise<Shift> => call("/v1/shift");

export const putShift = (): Promise<Shift> => call("/v1/shift", { method: "PUT" });

export const deleteShift = (): Promise<Shift> => call("/v1/shift", { method: "DELETE" });

export const postHandover = (wish: HandoverWish, idempotencyKey: string): Promise<Handover> =>
  call("/v1/handovers", { method: "POST", body: wish, idempotencyKey });

/** Earlier notes, the newest first; ``before`` is the ``next`` of the page above. */
export const fetchHandovers = (before: string | null): Promise<Handovers> =>
  call(`/v1/handovers${before ? `?${new URLSearchParams({ before })}` : ""}`);

export const confirmHandover = (id: string): Promise<Shift> =>
  call(`/v1/handovers/${encodeURIComponent(id)}/reading`, { method: "PUT" });

export const fetchDesk = (): Promise<Desk> => call("/v1/desk");

export const putDesk = (wish: Desk): Promise<Desk> => call("/v1/desk", { method: "PUT", body: wish });
