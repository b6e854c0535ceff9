// The calls to /v1/board and /v1/statistics.
import { call } from "../api/http";
import type { components } from "../api";
import type { Board, Statistics } from "./types";

export const fetchBoard = (signal: AbortSignal): Promise<Board> => call("/v1/board", { signal });

export const fetchStatistics = (query: string, signal: AbortSignal): Promise<Statistics> => call(`/v1/statistics?${query}`, { signal });

/** What answers spared the operators in those days. */
export const fetchDeflection = (since: string, until: string, signal: AbortSignal): Promise<components["schemas"]["Figures"]> =>
  call(`/v1/faq/figures?${new URLSearchParams({ by: "language", since, until })}`, { signal });
