import { expect, it } from 'vitest';
import { sha256 } from './sha256';
import { solve, zeroBits } from './solve';

const challenge = (difficulty: number) => ({
  algorithm: 'sha-256',
  salt: 'c2FsdA-שלום',
  difficulty,
  expires_at: '2026-11-20T10:00:00Z',
  signature: 's',
});
const digest = async (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return new DataView(await crypto.subtle.digest('SHA-256', bytes));
};

it('digestsAsEverybodyElseDoes', async () => {
  for (let length = 0; length < 200; length++) {
    const words = sha256(new TextEncoder().encode('x'.repeat(length)));
    const other = await digest('x'.repeat(length));
    expect([...words]).toEqual([...words].map((_, at) => other.getInt32(at * 4)));
  }
});

it('findsANumberWhoseDigestBeginsWithTheZeroBitsAskedFor', async () => {
  const { salt } = challenge(13);
  const nonce = await solve(challenge(13));
  expect((await digest(salt + nonce)).getUint32(0) >>> (32 - 13)).toBe(0);
});

it('countsZeroBitsOverWords', () => {
  expect(zeroBits(Int32Array.of(0, 1 << 30))).toBe(33);
  expect(zeroBits(Int32Array.of(-1))).toBe(0);
});

it('givesUpWhenItTakesTooLong', async () => {
  await expect(solve(challenge(24), 20)).rejects.toThrow('not solved');
});

it('letsThePageHaveItsTurnWhileItWorks', async () => {
  // Given
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  // When
  await solve(challenge(15));
  clearInterval(ticking);
  // Then
  expect(turns).toBeGreaterThan(0);
});
