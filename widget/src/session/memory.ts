import type { Pending } from '../conversation/pending';
import type { Rating } from '../wire/sendFeedback';

/** What outlives a reload, for one publishable key. */
export interface Remembered {
  token?: string;
  visitor?: string;
  expiresAt?: string;
  /** `sub` of the identity the session was opened with; absent for an anonymous visitor. */
  subject?: string | undefined;
  conversation?: string | undefined;
  /** Messages without an answer yet. */
  pending?: readonly Pending[];
  /** What the visitor thought of the answers, by message. */
  ratings?: Readonly<Record<string, Rating>>;
  /** The tenant's last known look, so that the next page shows it at once. */
  primaryColor?: string | undefined;
  position?: string | undefined;
}

/** For pages where storage is forbidden or full: then it lasts as long as the page. */
const held = new Map<string, string>();

const keyOf = (apiKey: string | undefined) => `usher:${apiKey}`;

/** Read anew each time, because another tab may have gone on meanwhile. Nonsense counts as nothing. */
export function recall(apiKey: string | undefined): Remembered {
  const key = keyOf(apiKey);
  try {
    const found: unknown = JSON.parse(held.get(key) ?? localStorage.getItem(key) ?? '{}');
    return typeof found === 'object' && found ? found : {};
  } catch {
    return {};
  }
}

export function remember(apiKey: string | undefined, more: Remembered): void {
  const key = keyOf(apiKey);
  const text = JSON.stringify({ ...recall(apiKey), ...more });
  try {
    localStorage.setItem(key, text);
  } catch {
    held.set(key, text);
  }
}

export function forget(apiKey: string | undefined): void {
  const key = keyOf(apiKey);
  held.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {}
}
