// The API's shapes under the board's names.
import type { components } from "../api";

type Schemas = components["schemas"];

export type Board = Schemas["Board"];
export type Statistics = Schemas["Statistics"];
export type PeriodFigures = Statistics["period"];
export type GroupFigures = PeriodFigures["total"];
export type Grouping = Statistics["by"];

export const GROUPINGS: readonly Grouping[] = ["category", "channel", "kind", "priority", "hour", "weekday", "day", "area"];
/** Those whose rows have an order of their own. */
export const IN_TIME: readonly Grouping[] = ["hour", "weekday", "day"];
