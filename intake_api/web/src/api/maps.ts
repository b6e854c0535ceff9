import type { MapShown, NearbyReports } from "../types";
import { call } from "./http";

export const fetchMap = (): Promise<MapShown> => call("/v1/map");

export const fetchNearby = (query: string, stop: AbortSignal): Promise<NearbyReports> => call(`/v1/nearby?${query}`, { signal: stop });
