// The API's shapes under the names the screens use, from its schema. Nothing is decided here.
import type { components } from "./api";

type Schemas = components["schemas"];

export type Session = Schemas["SignedIn"];
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
export type MessageEntry = Extract<Entry, { entry: "message" }>;
export type FactEntry = Extract<Entry, { entry: "fact" }>;
export type StateEntry = Extract<Entry, { entry: "state" }>;
export type NoteEntry = Extract<Entry, { entry: "note" }>;
export type RequestKind = Schemas["RequestKind"];
export type Attachment = MessageEntry["attachments"][number];
export type CameraFacts = Schemas["CameraFacts"];
export type MapShown = Schemas["MapShown"];
export type NearbyReports = Schemas["NearbyReports"];
export type NearbyReport = NearbyReports["items"][number];
export type Labels = Schemas["QrPlace"]["labels"];
export type Details = ReportCase["details"];
export type Answer = Details["answers"][number];
export type Track = ReportCase["tracks"][number];
export type Conversation = ReportCase["conversation"];
/** One of a citizen's reports, as they are chosen among. */
export type CitizenReport = Schemas["CitizenReport"];
export type Category = Schemas["CategoryShown"];
/** All of a category, as administrators edit it. */
export type WholeCategory = Schemas["Category"];
export type QrPlace = Schemas["QrPlace"];
export type Announcement = Schemas["Announcement"];
/** A published answer as bare words. */
export type ReadyAnswer = Schemas["Reply"];
export type QueueFigures = Schemas["QueueFigures"];
/** How somebody likes to work. */
export type Desk = Schemas["DeskShown"];
export type Shift = Schemas["ShiftShown"];
/** What one shift leaves to the next. */
export type Handover = Schemas["HandoverShown"];
export type Handovers = Schemas["Handovers"];
export type Matching = Schemas["Matching"];
export type View = Schemas["ViewShown"];
/** A question of a list, as it is kept. */
export type Question = Schemas["KeptQuestion"];
export type Colleague = Schemas["Colleague"];
export type BulkOutcome = Schemas["BulkOutcome"];
export type BulkWish = Schemas["BulkReports"];
export type Present = Schemas["Present"];
export type Targets = Schemas["Targets"];
/** What operators may insert into a reply. */
export type Template = Schemas["TemplateShown"];
export type TemplateWish = Schemas["Template"];

/** Who a citizen says they are; nothing of it outlives the case on the screen. */
export interface Identity {
  name: string | null;
  phone: string | null;
  birth_date: string | null;
  iin: string | null;
  updated_at: string;
}

export type Group = keyof QueueFigures["counts"] | "closed";

export type LiveEvent = Schemas["LiveEvent"] & { type: "event" };

/** What comes through the WebSocket. */
export type Frame = LiveEvent | (Schemas["Presence"] & { type: "presence" }) | { type: "hello" } | { type: "ping" };
