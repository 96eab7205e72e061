import { expect, it } from 'vitest';
import { createSession } from './createSession';
import { Problem } from './problem';
import type { Request } from './request';

const challenge = {
  algorithm: 'sha-256',
  salt: 'c2FsdA',
  difficulty: 6,
  expires_at: '2026-11-21T10:00:00Z',
  signature: 's',
};
const session = { token: 't', visitor: 'vis_1', expires_at: '2100-01-01T00:00:00Z' };

/** Asks for work so many times before it opens a session. */
function guarded(times: number, asks: unknown = challenge) {
  const bodies: Record<string, unknown>[] = [];
  const request: Request = async (_path, { body }) => {
    bodies.push(body as Record<string, unknown>);
    if (bodies.length <= times) throw Problem.of({ code: 'challenge-required', challenge: asks }, 428);
    return Response.json(session);
  };
  return { bodies, request };
}

it('postsTheSameOnceMoreWithTheChallengeSolved', async () => {
  const { bodies, request } = guarded(1);
  expect(await createSession(request, 'pk_a', { identity: 'eyJ' })).toEqual(session);
  expect(bodies).toEqual([
    { identity: 'eyJ' },
    { identity: 'eyJ', challenge: { ...challenge, nonce: expect.stringMatching(/^\d+$/) } },
  ]);
});

it('solvesAnotherWhenTheFirstRanOutAndThenGivesUp', async () => {
  expect(await createSession(guarded(2).request, 'pk_a', {})).toEqual(session);
  const { bodies, request } = guarded(9);
  await expect(createSession(request, 'pk_a', {})).rejects.toMatchObject({ status: 428 });
  expect(bodies).toHaveLength(3);
});

it.each([{ ...challenge, difficulty: 40 }, { ...challenge, algorithm: 'scrypt' }, null, 'solve me'])(
  'doesNoWorkForWhatItDoesNotUnderstand: %j',
  async (asks) => {
    const { bodies, request } = guarded(1, asks);
    await expect(createSession(request, 'pk_a', {})).rejects.toMatchObject({ status: 428 });
    expect(bodies).toHaveLength(1);
  },
);
