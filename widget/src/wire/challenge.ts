import { isRecord } from './problem';

/** Work to prove: find a nonce so that SHA-256 of salt and nonce begins with `difficulty` zero bits. */
export interface Challenge {
  readonly algorithm: string;
  readonly salt: string;
  readonly difficulty: number;
  readonly expires_at: string;
  readonly signature: string;
}

export type Solved = Challenge & { readonly nonce: string };

/** More bits than a phone finds within a minute are no request but an attack on the visitor's battery. */
const most = 24;

export const isChallenge = (given: unknown): given is Challenge =>
  isRecord(given) &&
  given.algorithm === 'sha-256' &&
  typeof given.salt === 'string' &&
  typeof given.difficulty === 'number' &&
  given.difficulty <= most;
