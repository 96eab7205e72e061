import { problemOf, Unreachable } from './problem';
import { refresh, sessionEnded } from './refresh';
import { readTokens } from './tokens';

/** Renew this long before the end, so that a request does not expire on its way. */
const EARLY_MS = 20_000;

export interface Call {
  query?: Record<string, string | number | null | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  /** Without credentials: for sign-in itself. */
  anonymous?: boolean;
  /** Makes the retry of a creating request safe; keep it for all attempts of one intention. */
  idempotencyKey?: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls a service; the caller names the shape of the answer. Throws {@link Problem} or {@link Unreachable}. */
export async function call<T>(method: Method, path: string, options: Call = {}): Promise<T> {
  if (options.anonymous) return answerOf<T>(await send(method, path, options, null));
  const token = await usableToken();
  const response = await send(method, path, options, token);
  if (response.status !== 401) return answerOf<T>(response);
  const renewed = await refresh(token);
  if (!renewed) throw sessionEnded();
  return answerOf<T>(await send(method, path, options, renewed.access));
}

async function usableToken(): Promise<string> {
  const tokens = readTokens();
  if (!tokens) throw sessionEnded();
  if (tokens.expiresAt - EARLY_MS > Date.now()) return tokens.access;
  const renewed = await refresh(tokens.access);
  if (!renewed) throw sessionEnded();
  return renewed.access;
}

async function send(method: Method, path: string, options: Call, token: string | null): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey);
  const body = options.body === undefined ? null : JSON.stringify(options.body);
  try {
    return await fetch(path + queryString(options.query), { method, headers, body, signal: options.signal ?? null });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Unreachable(`No answer from ${path}.`, { cause });
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function queryString(query: Call['query'] = {}): string {
  const entries = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}
