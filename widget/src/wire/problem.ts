/** A refusal by our services (RFC 9457), reduced to what the widget acts on. Texts of servers are never shown. */
export class Problem extends Error {
  /** Told within a stream, when the server had already tried what it could. */
  streamed = false;

  constructor(
    readonly status: number,
    readonly code: string,
    /** Seconds, from `Retry-After`. */
    readonly retryAfter?: number,
    readonly resetsAt?: string,
    /** What to solve first, when that is what is asked. */
    readonly challenge?: unknown,
  ) {
    super(`${status} ${code}`);
  }

  static of(body: unknown, status?: number, retryAfter?: string | null): Problem {
    const given = isRecord(body) ? body : {};
    return new Problem(
      status ?? (Number(given.status) || 500),
      typeof given.code === 'string' ? given.code : '',
      seconds(retryAfter ?? given.retry_after),
      typeof given.resets_at === 'string' ? given.resets_at : undefined,
      given.challenge,
    );
  }
}

/** `Retry-After` is either seconds or an HTTP date (RFC 9110, 10.2.3). */
export function seconds(header: unknown, now = Date.now()): number | undefined {
  if (header === null || header === undefined || header === '') return undefined;
  const plain = Number(header);
  const value = Number.isNaN(plain) ? (Date.parse(`${header}`) - now) / 1000 : plain;
  return Number.isNaN(value) ? undefined : Math.max(0, Math.ceil(value));
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
