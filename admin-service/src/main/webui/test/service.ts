/** A stand-in for the services, in place of `fetch`: answers in order of preference and remembers what it was asked. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  token: string | null;
  key: string | null;
  body: unknown;
}

type Answer = (asked: Asked) => Response | Promise<Response>;

export class Service {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, Answer>();

  constructor() {
    globalThis.fetch = (input, init) => this.take(String(input), init ?? {});
  }

  on(method: string, path: string, answer: Answer): this {
    this.answers.set(`${method} ${path}`, answer);
    return this;
  }

  /** The requests to one path. */
  to(path: string): Asked[] {
    return this.asked.filter(asked => asked.path === path);
  }

  private async take(input: string, init: RequestInit): Promise<Response> {
    const url = new URL(input, 'http://localhost');
    const headers = new Headers(init.headers);
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      token: headers.get('Authorization')?.replace('Bearer ', '') ?? null,
      key: headers.get('Idempotency-Key'),
      body: init.body ? JSON.parse(String(init.body)) : undefined,
    };
    this.asked.push(asked);
    const answer = this.answers.get(`${asked.method} ${asked.path}`);
    if (!answer) throw new TypeError(`Nobody answers ${asked.method} ${asked.path}`);
    return answer(asked);
  }
}

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

export function problem(status: number, code: string, more: object = {}, headers: HeadersInit = {}): Response {
  const body = {
    type: 'about:blank',
    title: code,
    status,
    detail: `Refused: ${code}.`,
    code,
    request_id: 'req_1',
    ...more,
  };
  return Response.json(body, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
}

export function list(data: unknown[], next: string | null = null): Response {
  return json({ object: 'list', data, has_more: next !== null, next_cursor: next });
}
