// Which citizens exist, which of them have a phone on the screen, and the address line that says so.
import { computed, effect, signal } from "@preact/signals";

import { type Bot, type Citizen, addCitizen, changeCitizen, listBots, listCitizens } from "../api/control";
import { language } from "../words";

export const MOST_PHONES = 3;
const MOST_LISTED = 6;

export const citizens = signal<Citizen[]>([]);
export const bots = signal<Bot[]>([]);
export const openIds = signal<number[]>([]);
/** The phone that is shown when the screen has room for one only. */
export const activeId = signal<number | null>(null);
export const botName = signal<string | null>(null);
export const phase = signal<"starting" | "ready" | "unreachable">("starting");
export const newcomerSheet = signal(false);
/** What `?start=` in the address gives to START. */
export const linkPayload = signal<string | null>(null);

const PAYLOAD = /^[\w-]{1,64}$/;

/** Telegram's own rule: up to 64 of letters, digits, "_" and "-". */
export const asPayload = (text: string | null): string | null => (text && PAYLOAD.test(text) ? text : null);

export const fullName = (citizen: Citizen): string =>
  [citizen.first_name, citizen.last_name].filter(Boolean).join(" ");

/** The newest without a phone on the screen: a load run may leave thousands. */
export const closedCitizens = computed(() =>
  citizens.value.filter((citizen) => !openIds.value.includes(citizen.id)).slice(-MOST_LISTED),
);

export function keepCitizen(citizen: Citizen): void {
  const others = citizens.value.filter((known) => known.id !== citizen.id);
  citizens.value = [...others, citizen].sort((a, b) => a.id - b.id);
}

/** Puts a citizen's phone on the screen; the oldest makes room when the screen is full. */
export function openPhone(id: number): void {
  activeId.value = id;
  if (openIds.value.includes(id)) return;
  openIds.value = [...openIds.value, id].slice(-MOST_PHONES);
}

export function swapPhone(from: number, to: number): void {
  activeId.value = to;
  if (openIds.value.includes(to)) return;
  openIds.value = openIds.value.map((id) => (id === from ? to : id));
}

export function closePhone(id: number): void {
  openIds.value = openIds.value.filter((open) => open !== id);
  if (activeId.value === id) activeId.value = openIds.value.at(-1) ?? null;
}

export async function newcomer(wish: Partial<Citizen>): Promise<void> {
  const citizen = await addCitizen(wish);
  keepCitizen(citizen);
  openPhone(citizen.id);
}

export async function speakAs(id: number, languageCode: string): Promise<void> {
  keepCitizen(await changeCitizen(id, { language_code: languageCode }));
}

/** Makes a citizen anew whom a restarted emulator no longer knows. */
export async function returnCitizen({ id, first_name, last_name, language_code, phone_number }: Citizen): Promise<void> {
  keepCitizen(await addCitizen({ id, first_name, last_name, language_code, phone_number }));
}

async function ensureCitizen(id: number): Promise<void> {
  if (citizens.value.some((citizen) => citizen.id === id)) return;
  keepCitizen(await addCitizen({ id, language_code: language.value }));
}

/** Reads the world and opens the phones that were asked for; somebody unknown is made. */
export async function start(asked: number[], bot: string | null): Promise<void> {
  phase.value = "starting";
  botName.value = bot;
  try {
    [bots.value, citizens.value] = await Promise.all([listBots(language.value), listCitizens()]);
    for (const id of asked) await ensureCitizen(id);
    if (!citizens.value.length) keepCitizen(await addCitizen({ language_code: language.value }));
    for (const id of asked.length ? asked : citizens.value.slice(0, 1).map((one) => one.id)) openPhone(id);
    activeId.value = openIds.value[0] ?? null;
    phase.value = "ready";
  } catch {
    phase.value = "unreachable";
  }
}

/** Keeps `?users=1,2` in step with the phones, so that a reload or a link shows the same. */
export function followInAddress(): void {
  effect(() => {
    const users = openIds.value.join(",");
    if (phase.value !== "ready") return;
    const address = new URL(location.href);
    if (users) address.searchParams.set("users", users);
    else address.searchParams.delete("users");
    if (!linkPayload.value) address.searchParams.delete("start");
    address.searchParams.set("lang", language.value);
    history.replaceState(null, "", decodeURIComponent(address.toString()));
  });
}

export const chosenBot = computed<Bot | null>(() => {
  const wanted = botName.value;
  const match = bots.value.find((bot) => bot.username === wanted || String(bot.id) === wanted);
  return (wanted ? match : bots.value[0]) ?? null;
});
