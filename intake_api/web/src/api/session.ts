import type { Language, Session } from "../types";
import { call } from "./http";

export const fetchSession = (): Promise<Session> => call("/v1/session");

/** ``code`` of the second factor, for who has one. */
export const signIn = (login: string, password: string, code: string | null): Promise<Session> =>
  call("/v1/session", { method: "POST", body: { login, password, code } });

export const signOut = (): Promise<void> => call("/v1/session", { method: "DELETE" });

export const saveLanguage = (locale: Language): Promise<Session> => call("/v1/session", { method: "PATCH", body: { locale } });
