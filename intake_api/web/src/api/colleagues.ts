import type { Colleague, ReportCase } from "../types";
import { call } from "./http";

/** Who may own a report. */
export const fetchColleagues = async (): Promise<Colleague[]> =>
  (await call<{ items: Colleague[] }>("/v1/colleagues")).items;

/** Null: nobody's, until somebody takes it. */
export const putOwner = (id: string, owner: string | null): Promise<ReportCase> =>
  call(`/v1/reports/${encodeURIComponent(id)}/owner`, { method: "PUT", body: { owner } });
