import type { State, Template, TemplateWish } from "../types";
import { call } from "./http";

const ADMIN = "/v1/admin/templates";

/** Those offered while a report is in this state, by position. */
export const fetchTemplates = (state: State): Promise<Template[]> => itemsOf({ state });

/** All, the archived too. */
export const fetchAllTemplates = (): Promise<Template[]> => itemsOf({ archived: "true" });

export const addTemplate = (wish: TemplateWish): Promise<Template> => call(ADMIN, { method: "POST", body: wish });

/** Refused when somebody wrote since ``seen``. */
export const putTemplate = (seen: Template, wish: TemplateWish): Promise<Template> =>
  call(`${ADMIN}/${seen.id}`, { method: "PUT", body: wish, ifMatch: `"${seen.version}"` });

const itemsOf = async (asked: Record<string, string>): Promise<Template[]> =>
  (await call<{ items: Template[] }>(`/v1/templates?${new URLSearchParams(asked)}`)).items;
