import { Problem } from './problem';

export interface Call {
  readonly method?: string;
  readonly credential: string | undefined;
  readonly body?: unknown;
  readonly accept?: string;
  /** The number of the last frame seen of a turn. */
  readonly after?: number;
  readonly signal?: AbortSignal;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
}

export type Request = (path: string, call: Call) => Promise<Response>;

/** Speaks to chat-service: answers a good response, throws a Problem for a refusal and a TypeError without a network. */
export function requestTo(base: string): Request {
  return async (path, { credential, body, accept, after, method, ...rest }) => {
    const response = await fetch(`${base}api/v1/chat/${path}`, {
      ...rest,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      credentials: 'omit',
      headers: {
        Accept: accept ?? 'application/json',
        Authorization: `Bearer ${credential}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(after !== undefined && { 'Last-Event-ID': `${after}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    const told: unknown = await response.json().catch(() => undefined);
    throw Problem.of(told, response.status, response.headers.get('Retry-After'));
  };
}
