/** One field of a refused request. `pointer` is a JSON pointer such as `/allowed_origins/0`. */
export interface FieldProblem {
  pointer: string;
  code: string;
  message: string;
}

/** A refusal as the services send it: RFC 9457 with a stable `code`. Texts may change, codes do not. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: FieldProblem[] = [],
    readonly requestId: string | null = null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
  }
}

/** No answer came at all: the network is down, or nothing listens. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export function isProblem(error: unknown, code: string): error is Problem {
  return error instanceof Problem && error.code === code;
}

/** Reads a refusal. Answers that are not problem+json (a proxy's error page) become code `unexpected`. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = await bodyOf(response);
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new Problem(
    response.status,
    text(body.code) ?? 'unexpected',
    text(body.detail) ?? text(body.title) ?? response.statusText,
    Array.isArray(body.errors) ? body.errors.flatMap(fieldOf) : [],
    text(body.request_id) ?? response.headers.get('X-Request-Id'),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function fieldOf(value: unknown): FieldProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  const { pointer, code, message } = value as Record<string, unknown>;
  return [{ pointer: text(pointer) ?? '', code: text(code) ?? 'invalid', message: text(message) ?? '' }];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
