// Where the map of this installation comes from: asked once, as it changes with a restart alone.
import { fetchMap } from "../api/maps";
import type { MapShown } from "../types";

const OFFLINE: MapShown = { kind: "offline", url: "", attribution: "" };
let asked: Promise<MapShown> | null = null;

/** The offline base where the API cannot be asked; then it is asked again. */
export function sourceOfMap(): Promise<MapShown> {
  asked ??= fetchMap().catch(() => {
    asked = null;
    return OFFLINE;
  });
  return asked;
}
