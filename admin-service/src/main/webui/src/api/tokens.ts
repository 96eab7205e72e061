/** Who is signed in. A member without a tenant is a platform member. */
export interface Member {
  id: string;
  email: string;
  name: string;
  role: 'analyst' | 'editor' | 'admin';
  tenant?: string | null;
}

export interface Tokens {
  access: string;
  refresh: string;
  /** Milliseconds since 1970 by this browser's clock. */
  expiresAt: number;
  member: Member;
}

/** The body of a sign-in or refresh. */
export interface TokenAnswer {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  member: Member;
}

const KEY = 'usher.session';
const listeners = new Set<() => void>();

/** Tokens live in local storage, so that tabs share one session and a reload keeps it. */
export function readTokens(): Tokens | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Tokens | null;
  } catch {
    return null;
  }
}

export function keepTokens(answer: TokenAnswer): Tokens {
  const tokens: Tokens = {
    access: answer.access_token,
    refresh: answer.refresh_token,
    expiresAt: Date.now() + answer.expires_in * 1000,
    member: answer.member ?? readTokens()?.member,
  };
  localStorage.setItem(KEY, JSON.stringify(tokens));
  notify();
  return tokens;
}

export function forgetTokens(): void {
  localStorage.removeItem(KEY);
  notify();
}

/** Called when the session starts or ends, here or in another tab. */
export function onTokensChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

window.addEventListener('storage', event => {
  if (event.key === KEY || event.key === null) notify();
});

function notify(): void {
  for (const listener of listeners) listener();
}
