import { useState } from 'react';

/**
 * Idempotency keys for one form: the same content gets the same key, so that trying again never creates twice,
 * and changed content gets a new one, because a key stands for one request.
 */
export function useIntention(): (content: unknown) => string {
  const [keys] = useState(() => new Map<string, string>());
  return content => {
    const text = JSON.stringify(content);
    const key = keys.get(text) ?? randomKey();
    keys.set(text, key);
    return key;
  };
}

/** Not crypto.randomUUID: the console must also work over plain HTTP inside a company's network. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
