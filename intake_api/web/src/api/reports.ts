import type { Category, CitizenReport, Entry, Identity, Language, QueueFigures, ReadyAnswer, ReportCase, ReportPage, RequestKind } from "../types";
import { call } from "./http";

const PAGE = 50;
const NEXT_PAGE = 100;

export interface TransitionWish {
  action: string;
  reason?: string;
  close_code?: string;
  duplicate_of?: string;
}

export function fetchPage(query: URLSearchParams, after: string | null, signal?: AbortSignal): Promise<ReportPage> {
  const asked = new URLSearchParams(query);
  asked.set("limit", String(after ? NEXT_PAGE : PAGE));
  if (after) asked.set("after", after);
  return call(`/v1/reports?${asked}`, signal ? { signal } : {});
}

export const fetchCase = (id: string): Promise<ReportCase> => call(`/v1/reports/${encodeURIComponent(id)}`);

export const fetchQueue = (): Promise<QueueFigures> => call("/v1/queue");

export const fetchCategories = async (): Promise<Category[]> =>
  (await call<{ items: Category[] }>("/v1/categories")).items;

export const postReply = (id: string, text: string, idempotencyKey: string): Promise<Entry> =>
  call(`/v1/reports/${encodeURIComponent(id)}/messages`, { method: "POST", body: { text }, idempotencyKey });

/** Takes an own reply back; refused once it is on its way. */
export const deleteReply = (id: string, messageId: string): Promise<void> =>
  call(`/v1/reports/${encodeURIComponent(id)}/messages/${encodeURIComponent(messageId)}`, { method: "DELETE" });

/** From now on this person answers. */
export const postTakeOver = (id: string): Promise<ReportCase> =>
  call(`/v1/reports/${encodeURIComponent(id)}/take-over`, { method: "POST" });

/** The bot puts it into the citizen's language. */
export const postRequest = (id: string, asks: RequestKind, idempotencyKey: string): Promise<Entry> =>
  call(`/v1/reports/${encodeURIComponent(id)}/requests`, { method: "POST", body: { asks }, idempotencyKey });

export const postNote = (id: string, text: string, idempotencyKey: string): Promise<Entry> =>
  call(`/v1/reports/${encodeURIComponent(id)}/notes`, { method: "POST", body: { text }, idempotencyKey });

/** Published answers to what is asked, the likeliest first, in that language or the nearest there is. */
export const fetchAnswers = async (words: string, language: Language, signal: AbortSignal): Promise<ReadyAnswer[]> =>
  (await call<{ items: ReadyAnswer[] }>(`/v1/faq/replies?${new URLSearchParams({ q: words, locale: language })}`, { signal })).items;

export const postTransition = (id: string, wish: TransitionWish): Promise<ReportCase> =>
  call(`/v1/reports/${encodeURIComponent(id)}/transitions`, { method: "POST", body: wish });

export interface Correction {
  category?: string;
  priority?: number;
  place?: { latitude: number; longitude: number; accuracy_m?: number };
  reason: string;
}

/** Puts a report right; refused when a colleague did so since ``seen``, the report as it is shown. */
export const correct = (seen: ReportCase, wish: Correction): Promise<ReportCase> =>
  call(`/v1/reports/${encodeURIComponent(seen.id)}`, { method: "PATCH", body: wish, ifMatch: `"${seen.corrections}"` });

/** Files a citizen's message to another report of theirs; ``to`` is its id or its number. */
export const moveMessage = (id: string, messageId: string, to: string): Promise<ReportCase> =>
  call(`/v1/reports/${encodeURIComponent(id)}/messages/${encodeURIComponent(messageId)}/move`, { method: "POST", body: { to } });

/** The report goes on although its citizen wants it back. */
export const keepReport = (id: string): Promise<ReportCase> =>
  call(`/v1/reports/${encodeURIComponent(id)}/withdrawal`, { method: "DELETE" });

/** Who the citizen is; the API keeps who asked, and what for. */
export const revealIdentity = (conversationId: string, purpose: string): Promise<Identity> =>
  call(`/v1/conversations/${encodeURIComponent(conversationId)}/identity?${new URLSearchParams({ purpose })}`);

/** What one citizen told, the newest first; the API keeps who looked. */
export const fetchReportsOf = async (conversationId: string): Promise<CitizenReport[]> =>
  (await call<{ items: CitizenReport[] }>(`/v1/conversations/${encodeURIComponent(conversationId)}/reports`)).items;

export const restrict = (conversationId: string, reason: string, until: string | null): Promise<void> =>
  call(`/v1/conversations/${encodeURIComponent(conversationId)}/restriction`, { method: "PUT", body: { reason, until } });

export const liftRestriction = (conversationId: string): Promise<void> =>
  call(`/v1/conversations/${encodeURIComponent(conversationId)}/restriction`, { method: "DELETE" });

export const contentOf = (attachmentId: string): string => `/v1/attachments/${encodeURIComponent(attachmentId)}/content`;

export const downloadOf = (attachmentId: string): string => `${contentOf(attachmentId)}?download=1`;
