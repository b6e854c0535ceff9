import type { Language, User } from "../types";
import { call } from "./http";

interface Session {
  user: User;
}

export const fetchUser = async (): Promise<User> => (await call<Session>("/v1/session")).user;

export const signIn = async (login: string, password: string): Promise<User> =>
  (await call<Session>("/v1/session", { method: "POST", body: { login, password } })).user;

export const signOut = (): Promise<void> => call("/v1/session", { method: "DELETE" });

export const saveLanguage = async (locale: Language): Promise<User> =>
  (await call<Session>("/v1/session", { method: "PATCH", body: { locale } })).user;
