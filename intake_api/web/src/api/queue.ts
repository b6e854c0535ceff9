import type { BulkOutcome, BulkWish, Matching, Question, Targets, View } from "../types";
import { call } from "./http";

interface Views {
  items: View[];
}

export const fetchCount = (query: URLSearchParams): Promise<Matching> => call(`/v1/queue/count?${query}`);

export const fetchTargets = (): Promise<Targets> => call("/v1/targets");

export const fetchTags = async (): Promise<string[]> => (await call<{ items: string[] }>("/v1/tags")).items;

export const putTags = (id: string, tags: readonly string[]): Promise<void> =>
  call(`/v1/reports/${encodeURIComponent(id)}/tags`, { method: "PUT", body: { tags } });

export const fetchViews = async (): Promise<View[]> => (await call<Views>("/v1/views")).items;

export const postView = async (name: string, filters: Question, shared: boolean): Promise<View[]> =>
  (await call<Views>("/v1/views", { method: "POST", body: { name, filters, shared } })).items;

export const patchView = async (id: string, change: { name?: string; filters?: Question; shared?: boolean }): Promise<View[]> =>
  (await call<Views>(`/v1/views/${encodeURIComponent(id)}`, { method: "PATCH", body: change })).items;

export const deleteView = async (id: string): Promise<View[]> =>
  (await call<Views>(`/v1/views/${encodeURIComponent(id)}`, { method: "DELETE" })).items;

/** What one's own workstation opens with; null: all open reports. */
export const putStart = async (view: string | null): Promise<View[]> =>
  (await call<Views>("/v1/views/start", { method: "PUT", body: { view } })).items;

export const postBulk = (wish: BulkWish, idempotencyKey: string): Promise<BulkOutcome> =>
  call("/v1/bulk", { method: "POST", body: wish, idempotencyKey });

export const undoBulk = (id: string): Promise<{ undone: number }> =>
  call(`/v1/bulk/${encodeURIComponent(id)}/undo`, { method: "POST" });
