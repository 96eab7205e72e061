import { beforeEach, expect, it } from 'vitest';
import { Problem } from '../wire/problem';
import type { Request } from '../wire/request';
import { recall, remember } from './memory';
import { Session, subjectOf } from './session';

const jwt = (sub: string) => `eyJ.${btoa(JSON.stringify({ sub }))}.signature-of-${sub}`;
const now = Date.parse('2026-11-20T10:00:00Z');

/** Hands out visitors; a token it gave renews its visitor, an identity called `lapsed` is refused. */
function sessionsService() {
  const asked: { identity?: string; token?: string }[] = [];
  const request: Request = async (_path, { body }) => {
    const known = body as { identity?: string; token?: string };
    asked.push(known);
    if (known.identity && subjectOf(known.identity) === 'lapsed') throw new Problem(401, 'identity-rejected');
    const visitor = known.token?.replace('token-of-', '') ?? `vis_${asked.length}`;
    return Response.json({ token: `token-of-${visitor}`, visitor, expires_at: '2026-11-20T11:00:00Z' });
  };
  return { asked, request };
}

beforeEach(() => localStorage.clear());

it('keepsItsTokenOverAReload', async () => {
  const { asked, request } = sessionsService();
  const first = await new Session(
    request,
    'pk_a',
    () => undefined,
    () => now,
  ).token();
  const second = await new Session(
    request,
    'pk_a',
    () => undefined,
    () => now,
  ).token();
  expect(second).toBe(first);
  expect(asked).toHaveLength(1);
});

it('showsNothingOfOneTenantsSessionToAnother', async () => {
  // Given
  const { request } = sessionsService();
  const one = new Session(
    request,
    'pk_a',
    () => undefined,
    () => now,
  );
  const two = new Session(
    request,
    'pk_b',
    () => undefined,
    () => now,
  );
  await one.token();
  // When
  one.conversation = 'cnv_1';
  // Then
  expect(two.conversation).toBeUndefined();
  expect(await two.token()).not.toBe(await one.token());
});

it('opensOneSessionForCallersAtTheSameMoment', async () => {
  const { asked, request } = sessionsService();
  const session = new Session(
    request,
    'pk_a',
    () => undefined,
    () => now,
  );
  await Promise.all([session.token(), session.token(), session.token()]);
  expect(asked).toHaveLength(1);
});

it('renewsAnExpiredTokenForTheSameVisitorAndConversation', async () => {
  // Given
  const { asked, request } = sessionsService();
  const session = new Session(
    request,
    'pk_a',
    () => undefined,
    () => now,
  );
  const token = await session.token();
  session.conversation = 'cnv_1';
  // When
  session.expire();
  await session.token();
  // Then
  expect(asked[1]?.token).toBe(token);
  expect(session.conversation).toBe('cnv_1');
});

it('leavesTheConversationBehindWhenThePersonChanges', async () => {
  // Given
  const { asked, request } = sessionsService();
  let identity: string | undefined = jwt('maya');
  const session = new Session(
    request,
    'pk_a',
    () => identity,
    () => now,
  );
  await session.token();
  session.conversation = 'cnv_1';
  // When
  identity = undefined;
  await session.token();
  // Then
  expect(asked[1]).toEqual({});
  expect(session.conversation).toBeUndefined();
});

it('keepsTheSessionWhenThePageBringsAFreshIdentityOfTheSamePerson', async () => {
  const { asked, request } = sessionsService();
  let identity = jwt('maya');
  const session = new Session(
    request,
    'pk_a',
    () => identity,
    () => now,
  );
  await session.token();
  identity = `${jwt('maya')}-again`;
  await session.token();
  expect(asked).toHaveLength(1);
});

it('goesOnAsAStrangerWhenTheIdentityHasLapsedAndOnlyUntilThePageBringsAnother', async () => {
  // Given
  const { asked, request } = sessionsService();
  let identity = jwt('lapsed');
  const session = new Session(
    request,
    'pk_a',
    () => identity,
    () => now,
  );
  const stranger = await session.token();
  expect(await session.token()).toBe(stranger);
  // When
  identity = jwt('maya');
  await session.token();
  // Then
  expect(asked.map((one) => subjectOf(one.identity))).toEqual(['lapsed', undefined, 'maya']);
});

it('asksAFunctionForAnIdentityOnlyWhenOneIsNeeded', async () => {
  // Given
  const { request } = sessionsService();
  let asked = 0;
  const identity = () => {
    asked++;
    return Promise.resolve(jwt('maya'));
  };
  const session = new Session(
    request,
    'pk_a',
    () => identity,
    () => now,
  );
  // When
  await session.token();
  await session.token();
  // Then
  expect(asked).toBe(1);
});

it('forgetsEverythingOnLogout', async () => {
  const { request } = sessionsService();
  const session = new Session(
    request,
    'pk_a',
    () => undefined,
    () => now,
  );
  await session.token();
  session.clear();
  expect(localStorage).toHaveLength(0);
});

it('keepsNoSessionThatWasStillBeingOpenedAtLogout', async () => {
  const { request } = sessionsService();
  const session = new Session(
    request,
    'pk_a',
    () => undefined,
    () => now,
  );
  const token = session.token();
  session.clear();
  await expect(token).rejects.toThrow('logged out');
  expect(localStorage).toHaveLength(0);
});

it('takesNonsenseInTheStorageForNothing', () => {
  localStorage.setItem('usher:pk_a', '{nonsense');
  expect(recall('pk_a')).toEqual({});
});

it('remembersForThePageWhereStorageIsForbidden', () => {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new DOMException('forbidden', 'SecurityError');
  };
  remember('pk_forbidden', { visitor: 'vis_1' });
  Storage.prototype.setItem = setItem;
  expect(recall('pk_forbidden').visitor).toBe('vis_1');
});
