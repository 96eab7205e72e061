import { Problem, problemOf, Unreachable } from './problem';
import { forgetTokens, keepTokens, readTokens, type TokenAnswer, type Tokens } from './tokens';

let running: Promise<Tokens | null> | null = null;

/**
 * A fresh access token, or null when the session is over. Callers share one request, and tabs take turns: a refresh token
 * works once, and using an old one ends the whole session. (The service forgives it for ten seconds, for tabs that see each
 * other's storage late and for pages that are reloaded while they renew.)
 *
 * @param stale the access token that did not work
 */
export function refresh(stale: string): Promise<Tokens | null> {
  running ??= exclusively(() => renew(stale)).finally(() => {
    running = null;
  });
  return running;
}

async function renew(stale: string): Promise<Tokens | null> {
  const tokens = readTokens();
  if (!tokens || tokens.access !== stale) return tokens; // Another tab was first.
  const response = await send(tokens.refresh);
  if (response.ok) return keepTokens((await response.json()) as TokenAnswer);
  const problem = await problemOf(response);
  if (problem.status !== 401) throw problem;
  forgetTokens();
  return null;
}

async function send(refreshToken: string): Promise<Response> {
  try {
    return await fetch('/api/v1/admin/auth/refresh', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refresh_token: refreshToken }),
    });
  } catch (cause) {
    throw new Unreachable('The session could not be renewed.', { cause });
  }
}

function exclusively<T>(action: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('usher.refresh', action) : action();
}

export function sessionEnded(): Problem {
  return new Problem(401, 'session-ended', 'Your session has ended.');
}
