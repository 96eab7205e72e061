import type { Request } from './request';

export interface SessionView {
  readonly token: string;
  readonly visitor: string;
  readonly expires_at: string;
}

export interface Identification {
  readonly identity?: string | undefined;
  readonly token?: string | undefined;
}

/** Opens a visitor's session; an earlier token, even an expired one, keeps the visitor who they were. */
export async function createSession(
  request: Request,
  apiKey: string | undefined,
  known: Identification,
): Promise<SessionView> {
  return (await request('sessions', { credential: apiKey, body: known })).json();
}
