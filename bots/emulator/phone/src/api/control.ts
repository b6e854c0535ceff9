// The emulator's control API, as docs/emulator.md describes it. Every call may throw Refused
// (the emulator said no) or a TypeError from fetch (it cannot be reached).
import type { Command, Message, Place, Reaction, ReplyKeyboard } from "./telegram";

export interface Citizen {
  id: number;
  first_name: string;
  last_name: string | null;
  username: string | null;
  language_code: string | null;
  phone_number: string;
  bots: { id: number; blocked: boolean }[];
}

export interface Bot {
  id: number;
  username: string;
  name: string;
  description: string;
  short_description: string;
  commands: Command[];
}

/** One line of a chat. `changed_seq` rises with every change of any message. */
export interface Entry {
  message_id: number;
  from_bot: boolean;
  date: number;
  message: Message;
  edited: boolean;
  deleted: boolean;
  silent: boolean;
  /** The bot's, and the citizen's own. */
  reaction: Reaction[];
  own_reaction: Reaction[];
  changed_seq: number;
}

export type Keyboard = { message_id: number; force_reply?: boolean } & Partial<ReplyKeyboard>;

/** What a citizen can do, as JSON. Files go as multipart beside it. */
export type Deed =
  | { text: string }
  | { press: string; message_id?: number }
  | { contact: "own" | "other" | "foreign" }
  | { location: Place }
  | { move: Place; message_id: number }
  | { stop_location: true; message_id: number }
  | { edit: { message_id: number; text: string } }
  | { forward_message: number }
  | { delete: number }
  | { react: { message_id: number; emoji: string } }
  | { inline: { query: string } }
  | { choose: { inline_query_id: string; result_id: string } }
  | { sticker: { emoji: string } }
  | { poll: { question: string; options: string[] } }
  | { dice: { emoji: string } }
  | { content: Record<string, unknown> }
  | { big_file: { kind: "video" | "document" } }
  | { block: true }
  | { unblock: true };

/** What may stand around a deed's message. */
export interface Envelope {
  reply_to?: number;
  quote?: string;
  forward?: ForwardOrigin;
}

export type ForwardOrigin = "user" | "hidden_user" | "chat" | "channel";

export interface Done {
  messages: Message[];
  callback_query_id?: string;
  inline_query_id?: string;
  url?: string;
}

export class Refused extends Error {
  constructor(
    readonly status: number,
    reason: string,
  ) {
    super(reason);
  }
}

async function call<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`/control/${path}`, init);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as Answer;
  const reason = (body as { error?: string } | null)?.error ?? response.statusText;
  throw new Refused(response.status, reason);
}

const json = (method: string, body: object): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const listCitizens = (): Promise<Citizen[]> => call("users");

export const addCitizen = (wish: Partial<Citizen>): Promise<Citizen> =>
  call("users", json("POST", wish));

export const changeCitizen = (id: number, change: Partial<Citizen>): Promise<Citizen> =>
  call(`users/${id}`, json("PATCH", change));

/** With a citizen: as that citizen's own chat shows them. */
export const listBots = (languageCode: string, citizen?: number): Promise<Bot[]> =>
  call(`bots?language=${encodeURIComponent(languageCode)}${citizen === undefined ? "" : `&chat=${citizen}`}`);

export const readMessages = (citizen: number, bot: number, since: number): Promise<Entry[]> =>
  call(`chats/${citizen}/messages?bot=${bot}&since=${since}`);

export const readKeyboard = (citizen: number, bot: number): Promise<Keyboard | null> =>
  call(`chats/${citizen}/keyboard?bot=${bot}`);

export const act = (citizen: number, bot: number, deed: Deed & Envelope): Promise<Done> =>
  call(`users/${citizen}/send?bot=${bot}`, json("POST", deed));

export const upload = (citizen: number, bot: number, form: FormData): Promise<Done> =>
  call(`users/${citizen}/send?bot=${bot}`, { method: "POST", body: form });

export const addGroup = (citizen: number, bot: number, title: string): Promise<{ title: string }> =>
  call(`groups?bot=${bot}`, json("POST", { by: citizen, title }));

export const fileAddress = (fileId: string): string => `/control/files/${encodeURIComponent(fileId)}`;

export const liveAddress = (citizen: number, bot: number): string =>
  `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/control/live?user=${citizen}&bot=${bot}`;
