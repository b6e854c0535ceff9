// What a role may do. The API decides; this only spares people what would be refused.
import type { User } from "../types";

const OF_REPORTS: readonly string[] = ["operator", "supervisor", "admin"];
const WATCHING: readonly string[] = ["supervisor", "admin"];
const EDITING: readonly string[] = ["editor", "approver", "admin"];
const APPROVING: readonly string[] = ["approver", "admin"];

type Somebody = User | null | undefined;

/** Sit at the queue. */
export const seesReports = (user: Somebody): boolean => OF_REPORTS.includes(user?.role ?? "");

/** Watch the whole of it: the board and its figures. */
export const mayWatch = (user: Somebody): boolean => WATCHING.includes(user?.role ?? "");

/** Write articles and work through unanswered questions. */
export const mayEdit = (user: Somebody): boolean => EDITING.includes(user?.role ?? "");

/** Know what answers spare the operators. */
export const seesFaqFigures = (user: Somebody): boolean => mayEdit(user) || user?.role === "supervisor";

/** Publish, retire, and decide how sure answers must be. */
export const mayApprove = (user: Somebody): boolean => APPROVING.includes(user?.role ?? "");
