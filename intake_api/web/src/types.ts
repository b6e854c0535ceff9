// The API's shapes under the names the screens use, from its schema. Nothing is decided here.
import type { components } from "./api";

type Schemas = components["schemas"];

export type User = Schemas["User"];
export type Language = User["locale"];
export type ReportRow = Schemas["ReportRow"];
export type Kind = ReportRow["kind"];
export type State = ReportRow["state"];
export type Place = NonNullable<ReportRow["place"]>;
export type ReportPage = Schemas["ReportPage"];
export type ReportCase = Schemas["ReportCase"];
export type Action = ReportCase["actions"][number];
export type Entry = ReportCase["timeline"][number];
/** ``edited_at`` is the time of the version shown, when it is not the first. */
export type MessageEntry = Extract<Entry, { entry: "message" }> & { edited_at?: string | null };
export type StateEntry = Extract<Entry, { entry: "state" }>;
export type NoteEntry = Extract<Entry, { entry: "note" }>;
export type Attachment = MessageEntry["attachments"][number];
export type Category = Schemas["CategoryShown"];
export type QueueFigures = Schemas["QueueFigures"];

export type Group = keyof QueueFigures["counts"] | "closed";

export type LiveEvent = Schemas["LiveEvent"] & { type: "event" };

/** What comes through the WebSocket. */
export type Frame = LiveEvent | { type: "hello" } | { type: "ping" };
