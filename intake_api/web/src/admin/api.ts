// The calls to /v1/admin and /v1/account.
import { call } from "../api/http";
import type {
  AuditPage, BotKey, FactorBegun, FactorState, Invited, MapChosen, MapWish, NewPerson, NewToken, Person, PersonWish, Retention, Role, SessionRow, Targets, Tokens,
} from "./types";

const ADMIN = "/v1/admin";
const ACCOUNT = "/v1/account";
const itemsOf = async <T>(path: string): Promise<T[]> => (await call<{ items: T[] }>(path)).items;
const personAt = (id: string): string => `${ADMIN}/staff/${id}`;

export const fetchStaff = (): Promise<Person[]> => itemsOf(`${ADMIN}/staff`);
export const addPerson = (person: NewPerson): Promise<Invited> => call(`${ADMIN}/staff`, { method: "POST", body: person });
export const changePerson = (id: string, wish: PersonWish): Promise<Person> => call(personAt(id), { method: "PATCH", body: wish });
export const giveOneTimePassword = (id: string): Promise<Invited> => call(`${personAt(id)}/one-time-password`, { method: "POST" });
export const takeSecondFactor = (id: string): Promise<Person> => call(`${personAt(id)}/second-factor`, { method: "DELETE" });

export const fetchFactorRoles = async (): Promise<Role[]> => (await call<{ roles: Role[] }>(`${ADMIN}/second-factor`)).roles;
export const putFactorRoles = (roles: readonly Role[]): Promise<void> => call(`${ADMIN}/second-factor`, { method: "PUT", body: { roles } });

export const fetchSessions = (whose: "mine" | "all"): Promise<SessionRow[]> => itemsOf(whose === "mine" ? `${ACCOUNT}/sessions` : `${ADMIN}/sessions`);
export const endSession = (whose: "mine" | "all", id: string): Promise<void> =>
  call(`${whose === "mine" ? ACCOUNT : ADMIN}/sessions/${id}`, { method: "DELETE" });
export const endOtherSessions = (): Promise<void> => call(`${ACCOUNT}/sessions`, { method: "DELETE" });

export const fetchTokens = (whose: "mine" | "all"): Promise<Tokens> => call(whose === "mine" ? `${ACCOUNT}/tokens` : `${ADMIN}/tokens`);
export const makeToken = (wish: NewToken): Promise<{ token: string }> => call(`${ACCOUNT}/tokens`, { method: "POST", body: wish });
export const revokeToken = (whose: "mine" | "all", id: string): Promise<void> =>
  call(`${whose === "mine" ? ACCOUNT : ADMIN}/tokens/${id}`, { method: "DELETE" });

export const fetchBotKeys = (): Promise<BotKey[]> => itemsOf(`${ADMIN}/bot-keys`);
export const makeBotKey = (name: string): Promise<{ key: string }> => call(`${ADMIN}/bot-keys`, { method: "POST", body: { name } });
export const revokeBotKey = (id: string): Promise<void> => call(`${ADMIN}/bot-keys/${id}`, { method: "DELETE" });

export const fetchTargets = (): Promise<Targets> => call("/v1/targets");
export const putTargets = (targets: Targets): Promise<Targets> => call(`${ADMIN}/targets`, { method: "PUT", body: targets });

export const fetchRetention = (): Promise<Retention> => call(`${ADMIN}/retention`);
export const putRetention = (journal_days: number): Promise<Retention> => call(`${ADMIN}/retention`, { method: "PUT", body: { journal_days } });

const MAP = `${ADMIN}/map`;
const asSeen = (version: number): string => `"${version}"`;
export const fetchMapChoice = (): Promise<MapChosen> => call(MAP);
/** Without a wish: back to the house's own. */
export const chooseMap = (wish: MapWish | null, version: number): Promise<MapChosen> => changeMap(MAP, wish, version);
export const tryMap = (wish: MapWish | null, version: number): Promise<MapChosen> => changeMap(`${MAP}/trial`, wish, version);
const changeMap = (path: string, wish: MapWish | null, version: number): Promise<MapChosen> =>
  call(path, wish ? { method: "PUT", body: wish, ifMatch: asSeen(version) } : { method: "DELETE", ifMatch: asSeen(version) });

export const fetchAudit = (query: URLSearchParams): Promise<AuditPage> => call(`${ADMIN}/audit?${query}`);
export const fetchAuditActions = (): Promise<string[]> => itemsOf(`${ADMIN}/audit/actions`);
export const auditExport = (query: URLSearchParams): string => `${ADMIN}/audit/export?${query}`;

export const changePassword = (current: string, fresh: string): Promise<void> =>
  call(`${ACCOUNT}/password`, { method: "PUT", body: { current, new: fresh } });

const FACTOR = `${ACCOUNT}/second-factor`;
export const fetchFactor = (): Promise<FactorState> => call(FACTOR);
export const beginFactor = (password: string): Promise<FactorBegun> => call(FACTOR, { method: "POST", body: { password } });
export const confirmFactor = async (code: string): Promise<string[]> => (await call<{ codes: string[] }>(FACTOR, { method: "PUT", body: { code } })).codes;
export const renewCodes = async (password: string): Promise<string[]> =>
  (await call<{ codes: string[] }>(`${FACTOR}/recovery-codes`, { method: "POST", body: { password } })).codes;
export const removeFactor = (password: string): Promise<void> => call(`${FACTOR}/removal`, { method: "POST", body: { password } });
