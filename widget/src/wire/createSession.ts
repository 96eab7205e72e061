import { isChallenge, type Solved } from './challenge';
import { Problem } from './problem';
import type { Request } from './request';

/** A challenge may run out while it is worked on. */
const challenges = 2;

export interface SessionView {
  readonly token: string;
  readonly visitor: string;
  readonly expires_at: string;
}

export interface Identification {
  readonly identity?: string | undefined;
  readonly token?: string | undefined;
  readonly challenge?: Solved;
}

/**
 * Opens a visitor's session; an earlier token, even an expired one, keeps the visitor who they were. Where the server
 * suspects a crowd of machines it asks for a little work first.
 */
export async function createSession(
  request: Request,
  apiKey: string | undefined,
  known: Identification,
): Promise<SessionView> {
  let body = known;
  for (let attempt = 0; ; attempt++) {
    try {
      return await (await request('sessions', { credential: apiKey, body })).json();
    } catch (error) {
      const challenge = error instanceof Problem && error.code === 'challenge-required' && error.challenge;
      if (!isChallenge(challenge) || attempt === challenges) throw error;
      const { solve } = await loadSolver();
      body = { ...known, challenge: { ...challenge, nonce: await solve(challenge) } };
    }
  }
}

/** After a release the hashed file is gone, as with the talk itself: then the newest by its stable name. */
const loadSolver = (): Promise<typeof import('../challenge/solve')> =>
  import('../challenge/solve').catch(
    () => import(/* @vite-ignore */ import.meta.url.replace(/[^/]*$/, `solve.js?${Date.now()}`)),
  );
