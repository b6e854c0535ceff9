// What a citizen does with the phone. Each deed ends in the emulator; what comes of it returns
// over the live line. A refusal is shown, never thrown.
import { type Deed, type Done, type Envelope, type ForwardOrigin, Refused, act, addGroup, upload } from "../api/control";
import type { InlineButton, Place, ReplyButton } from "../api/telegram";
import { nextGoal, stepTowards } from "../map/places";
import { t } from "../words";
import type { Chat } from "./chat";
import { linkPayload } from "./phones";

const ANSWER_WAIT_MS = 30_000;
const STEP_M = 35;
const STEP_MS = 2000;

export type FileKind = "photo" | "video" | "voice" | "video_note" | "document" | "audio";

async function attempt(chat: Chat, work: () => Promise<Done>): Promise<Done | null> {
  chat.busy.value += 1;
  try {
    return await work();
  } catch (error) {
    chat.say(error instanceof Refused ? t("error.refused", { reason: error.message }) : t("error.unreachable"));
    return null;
  } finally {
    chat.busy.value -= 1;
  }
}

function takeReply(chat: Chat): Envelope {
  const to = chat.replyTo.value;
  const quote = chat.quote.value;
  chat.replyTo.value = null;
  chat.quote.value = null;
  if (to === null) return {};
  return quote === null ? { reply_to: to } : { reply_to: to, quote };
}

export const perform = (chat: Chat, deed: Deed & Envelope): Promise<Done | null> =>
  attempt(chat, () => act(chat.citizenId, chat.bot.id, deed));

/** True when it went out; on false the words should stay in the composer. */
export async function sendText(chat: Chat, text: string): Promise<boolean> {
  const replied = chat.replyTo.value;
  const quoted = chat.quote.value;
  const done = await perform(chat, { text, ...takeReply(chat) });
  if (!done) {
    chat.replyTo.value = replied;
    chat.quote.value = quoted;
  }
  return done !== null;
}

/** START: with what a link gave it, or without. */
export async function pressStart(chat: Chat): Promise<void> {
  const payload = chat.payload.value;
  const went = await sendText(chat, payload === null ? "/start" : `/start ${payload}`);
  if (!went) return;
  chat.payload.value = null;
  linkPayload.value = null;
}

export async function forwardFrom(chat: Chat, forward: ForwardOrigin, text: string): Promise<void> {
  await perform(chat, { text, forward });
}

export async function joinGroup(chat: Chat, title: string): Promise<void> {
  const none = { messages: [] };
  const done = await attempt(chat, async () => (await addGroup(chat.citizenId, chat.bot.id, title), none));
  if (done) chat.say(t("toast.group-added", { title }));
}

export async function saveEdit(chat: Chat, text: string): Promise<boolean> {
  const messageId = chat.editing.value;
  if (messageId === null) return false;
  const done = await perform(chat, { edit: { message_id: messageId, text } });
  if (done) chat.editing.value = null;
  return done !== null;
}

function stopWaiting(chat: Chat, key: string): void {
  chat.waiting.value = new Set([...chat.waiting.value].filter((one) => one !== key));
}

export async function pressInline(chat: Chat, messageId: number, key: string, button: InlineButton): Promise<void> {
  if (button.copy_text) {
    await copy(chat, button.copy_text.text);
    return;
  }
  if (button.switch_inline_query_current_chat !== undefined) {
    chat.draft.value = `@${chat.bot.username} ${button.switch_inline_query_current_chat}`;
    return;
  }
  if (button.callback_data === undefined || chat.waiting.value.has(key)) return;
  chat.waiting.value = new Set([...chat.waiting.value, key]);
  const done = await perform(chat, { press: button.callback_data, message_id: messageId });
  if (!done) stopWaiting(chat, key);
  else window.setTimeout(() => stopWaiting(chat, key), ANSWER_WAIT_MS);
}

export async function pressReply(chat: Chat, button: ReplyButton): Promise<void> {
  if (button.request_contact) chat.sheet.value = { kind: "confirm", what: "contact" };
  else if (button.request_location) chat.sheet.value = { kind: "confirm", what: "location" };
  else {
    hideOneTime(chat);
    await sendText(chat, button.text);
  }
}

function hideOneTime(chat: Chat): void {
  if (chat.keyboard.value?.one_time_keyboard) chat.keyboardOpen.value = false;
}

export async function shareContact(chat: Chat, whose: "own" | "other" | "foreign"): Promise<void> {
  hideOneTime(chat);
  await perform(chat, { contact: whose, ...takeReply(chat) });
}

export async function sharePlace(chat: Chat, place: Place): Promise<void> {
  hideOneTime(chat);
  await perform(chat, { location: place, ...takeReply(chat) });
}

export const movePlace = (chat: Chat, messageId: number, place: Place): Promise<Done | null> =>
  perform(chat, { move: { ...place }, message_id: messageId });

export async function stopSharing(chat: Chat, messageId: number): Promise<void> {
  if (chat.walking.value === messageId) chat.walking.value = null;
  await perform(chat, { stop_location: true, message_id: messageId });
}

/** Moves a running live location from stop to stop of the made-up walk until switched off. */
export async function walk(chat: Chat, messageId: number): Promise<void> {
  const here = (): Place | undefined =>
    chat.shares.value.find((entry) => entry.message_id === messageId)?.message.location;
  const start = here();
  if (!start) return;
  chat.walking.value = messageId;
  let goal = nextGoal(start);
  for (let from = here(); from && chat.walking.value === messageId; from = here()) {
    const next = stepTowards(from, goal, STEP_M);
    if (next.latitude === goal.latitude && next.longitude === goal.longitude) goal = nextGoal(goal);
    if (!(await movePlace(chat, messageId, next))) break;
    await new Promise((resolve) => window.setTimeout(resolve, STEP_MS));
  }
  if (chat.walking.value === messageId) chat.walking.value = null;
}

export interface Parcel {
  kind: FileKind;
  file: File;
}

/** Several parcels leave as one album. Lengths are whole seconds. */
export async function sendFiles(
  chat: Chat,
  parcels: Parcel[],
  details: { caption?: string; duration?: number; width?: number; height?: number } = {},
): Promise<boolean> {
  const form = new FormData();
  const words = { ...details, ...takeReply(chat) };
  for (const [name, value] of Object.entries(words)) if (value) form.append(name, String(value));
  for (const { kind, file } of parcels) form.append(kind, file, file.name);
  return (await attempt(chat, () => upload(chat.citizenId, chat.bot.id, form))) !== null;
}

export async function setBlocked(chat: Chat, blocked: boolean): Promise<void> {
  await perform(chat, blocked ? { block: true } : { unblock: true });
}

export async function copy(chat: Chat, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    chat.say(t("toast.copied"));
  } catch {
    chat.say(t("toast.copy-failed"));
  }
}
