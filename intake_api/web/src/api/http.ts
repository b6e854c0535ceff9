// The one door to the API: JSON in, JSON out, a Refusal when it says no.
import { signal } from "@preact/signals";

/** The API said no; ``code`` is the problem's, or "unreachable" when nobody answered. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly retryAfterS: number | null = null,
    /** What the problem tells about single fields. */
    readonly errors: readonly unknown[] = [],
  ) {
    super(code);
  }
}

/** Counts answers that said "not signed in"; the session listens to it. */
export const signedOutAnswers = signal(0);

/** Counts answers that said "do something about your account first"; the session listens to it. */
export const indebtedAnswers = signal(0);
const INDEBTED = ["password_owed", "second_factor_owed"];
/** What is said to who signs in, or proves to be still the same: nobody is signed out by it. */
const OF_THE_DOOR = ["wrong_credentials", "code_needed", "wrong_code"];

/** Server's clock minus ours in milliseconds, as far as an answer's date tells. */
export const clockSkewMs = signal(0);

export interface Call {
  method?: string;
  body?: unknown;
  /** Sent as it is, instead of a ``body`` of JSON. */
  file?: Blob;
  idempotencyKey?: string;
  /** The version that this is to replace. */
  ifMatch?: string;
  signal?: AbortSignal;
}

export async function call<T>(path: string, asked: Call = {}): Promise<T> {
  const answer = await send(path, requestOf(asked));
  noteClock(answer);
  if (!answer.ok) throw await refusalOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** An answer whose bytes are read while they come. */
export async function open(path: string, signal: AbortSignal): Promise<Response> {
  const answer = await send(path, requestOf({ signal }));
  noteClock(answer);
  if (!answer.ok) throw await refusalOf(answer);
  return answer;
}

function requestOf({ method = "GET", body, file, idempotencyKey, ifMatch, signal: stop }: Call): RequestInit {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (file) headers["Content-Type"] = file.type || "application/octet-stream";
  if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
  if (ifMatch) headers["If-Match"] = ifMatch;
  const request: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) request.body = JSON.stringify(body);
  if (file) request.body = file;
  if (stop) request.signal = stop;
  return request;
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

async function send(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request);
  } catch (error) {
    if (isAborted(error)) throw error;
    throw new Refusal("unreachable", 0);
  }
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; errors?: unknown[] };
  const code = problem.code ?? (answer.status >= 500 ? "server_error" : "unexpected");
  if (answer.status === 401 && !OF_THE_DOOR.includes(code)) signedOutAnswers.value += 1;
  if (INDEBTED.includes(code)) indebtedAnswers.value += 1;
  const wait = Number(answer.headers.get("Retry-After"));
  return new Refusal(code, answer.status, wait > 0 ? wait : null, problem.errors ?? []);
}

function noteClock(answer: Response): void {
  const at = Date.parse(answer.headers.get("Date") ?? "");
  const skew = at - Date.now();
  // The header is whole seconds: smaller differences are noise.
  if (Number.isFinite(skew)) clockSkewMs.value = Math.abs(skew) > 2000 ? skew : 0;
}
