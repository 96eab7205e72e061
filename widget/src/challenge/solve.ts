import type { Challenge } from '../wire/challenge';
import { sha256 } from './sha256';

/** Milliseconds of work at a stretch: the page paints and answers in between, whatever its security policy forbids. */
const slice = 6;

/** Sixteen times the work expected is more bad luck than there is. */
const luck = 16;

/**
 * The first number that solves it. How long it stays valid is the server's to say: clocks of visitors are wrong too often
 * to be asked.
 */
export async function solve({ salt, difficulty }: Challenge, patience = 60_000): Promise<string> {
  const encoder = new TextEncoder();
  const most = luck * 2 ** difficulty;
  const end = performance.now() + patience;
  for (let nonce = 0; nonce < most && performance.now() < end; ) {
    const until = performance.now() + slice;
    do {
      if (zeroBits(sha256(encoder.encode(salt + nonce))) >= difficulty) return `${nonce}`;
      nonce++;
    } while (performance.now() < until);
    await breathe();
  }
  throw new Error('The challenge was not solved.');
}

export function zeroBits(digest: Int32Array): number {
  let bits = 0;
  for (const word of digest) {
    bits += Math.clz32(word);
    if (word) break;
  }
  return bits;
}

/** Lets everything else have its turn. Not a timer: those are held back in tabs nobody looks at. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
