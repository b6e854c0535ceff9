// The API's shapes under the names these pages use, from its schema. Nothing is decided here.
import type { components } from "../api";

type Schemas = components["schemas"];

export type Person = Schemas["PersonShown"];
export type Role = Person["role"];
export type NewPerson = Schemas["NewPerson"];
export type PersonWish = Partial<Schemas["PersonWish"]>;
export type Invited = Schemas["PersonInvited"];
export type SessionRow = Schemas["SessionShown"];
export type Token = Schemas["TokenShown"];
export type Tokens = Schemas["Tokens"];
export type NewToken = Schemas["NewToken"];
export type BotKey = Schemas["BotKeyShown"];
export type Targets = Schemas["Targets"];
export type Retention = Schemas["RetentionShown"];
export type MapChosen = Schemas["MapChosen"];
export type MapWish = Schemas["MapWish"];
export type AuditEntry = Schemas["AuditEntry"];
export type AuditPage = Schemas["AuditPage"];
export type FactorState = Schemas["SecondFactorState"];
export type FactorBegun = Schemas["SecondFactorBegun"];

export const ROLES: readonly Role[] = ["operator", "supervisor", "admin", "editor", "approver"];
