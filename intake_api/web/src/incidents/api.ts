import type { TransitionWish } from "../api/reports";
import { call } from "../api/http";
import type { Incident, IncidentLine, IncidentName, Panel, Planned } from "./types";

const ofReport = (id: string): string => `/v1/reports/${encodeURIComponent(id)}/incident`;
const at = (id: string): string => `/v1/incidents/${encodeURIComponent(id)}`;

/** What a report tells of, and what may be the same. */
export const fetchPanel = (report: string): Promise<Panel> => call(ofReport(report));

/** ``to`` is the other report's id or number. */
export const link = (report: string, to: string): Promise<Panel> => call(ofReport(report), { method: "POST", body: { to } });

export const unlink = (report: string): Promise<Panel> => call(ofReport(report), { method: "DELETE" });

export const decline = (report: string, other: string): Promise<Panel> =>
  call(`${ofReport(report)}/declined`, { method: "POST", body: { other } });

export const takeBackDeclined = (report: string, other: string): Promise<Panel> =>
  call(`${ofReport(report)}/declined/${encodeURIComponent(other)}`, { method: "DELETE" });

export const fetchIncidents = async (): Promise<IncidentLine[]> =>
  (await call<{ items: IncidentLine[] }>("/v1/incidents?limit=100")).items;

export const fetchIncident = (id: string): Promise<Incident> => call(at(id));

export const rename = (id: string, title: string): Promise<Incident> => call(at(id), { method: "PATCH", body: { title } });

/** The new incident, or null where a single report was taken out. */
export const split = async (id: string, reports: readonly string[]): Promise<IncidentName | null> =>
  (await call<{ incident: IncidentName | null }>(`${at(id)}/split`, { method: "POST", body: { reports } })).incident;

export const foresee = async (id: string, action: string): Promise<Planned[]> =>
  (await call<{ items: Planned[] }>(`${at(id)}/transitions/preview`, { method: "POST", body: { action } })).items;

export const takeStep = (id: string, wish: TransitionWish, reports: readonly string[], idempotencyKey: string): Promise<void> =>
  call(`${at(id)}/transitions`, { method: "POST", body: { ...wish, reports }, idempotencyKey });

export const replyToAll = (id: string, text: string, reports: readonly string[], idempotencyKey: string): Promise<void> =>
  call(`${at(id)}/messages`, { method: "POST", body: { text, reports }, idempotencyKey });
