import { describe, expect, it } from 'vitest';
import { call } from '../../src/api/client';
import { isProblem, Problem, Unreachable } from '../../src/api/problem';
import { readTokens } from '../../src/api/tokens';
import { json, problem, Service } from '../service';
import { answerWith, platformAdmin, signedIn } from '../session';

const REFRESH = '/api/v1/admin/auth/refresh';
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('the client', () => {
  it('sends the access token, the query without empty values, and the idempotency key', async () => {
    signedIn();
    const service = new Service().on('POST', '/things', () => json({ id: 1 }, 201));
    await call('POST', '/things', {
      query: { tenant: 'ten_1', q: '', after: null },
      body: { a: 1 },
      idempotencyKey: 'k',
    });
    expect(service.asked[0]).toMatchObject({ token: 'first', key: 'k', body: { a: 1 } });
    expect(service.asked[0]?.query.toString()).toBe('tenant=ten_1');
  });

  it('refreshes once for all requests that were refused together', async () => {
    // Given
    signedIn();
    const service = new Service()
      .on('GET', '/things', ({ token }) => (token === 'second' ? json({ ok: true }) : problem(401, 'token-expired')))
      .on('POST', REFRESH, () => json(answerWith('second', 'refresh-2')));
    // When
    const answers = await Promise.all([1, 2, 3, 4].map(() => call('GET', '/things')));
    // Then
    expect(answers).toHaveLength(4);
    expect(service.to(REFRESH)).toHaveLength(1);
    expect(service.to(REFRESH)[0]?.body).toEqual({ refresh_token: 'refresh-1' });
    expect(readTokens()).toMatchObject({ access: 'second', refresh: 'refresh-2' });
  });

  it('refreshes before a token that is about to expire is used', async () => {
    signedIn(platformAdmin, 5);
    const service = new Service()
      .on('GET', '/things', () => json({}))
      .on('POST', REFRESH, () => json(answerWith('second', 'refresh-2')));
    await call('GET', '/things');
    expect(service.to('/things').map(asked => asked.token)).toEqual(['second']);
  });

  it('takes the token that another tab has renewed meanwhile', async () => {
    signedIn();
    const service = new Service().on('GET', '/things', ({ token }) => {
      if (token === 'other-tab') return json({ ok: true });
      localStorage.setItem('usher.session', JSON.stringify({ ...readTokens(), access: 'other-tab' }));
      return problem(401, 'token-expired');
    });
    await call('GET', '/things');
    expect(service.to(REFRESH)).toHaveLength(0);
  });

  it('ends the session when the refresh token is refused', async () => {
    signedIn();
    new Service()
      .on('GET', '/things', () => problem(401, 'token-expired'))
      .on('POST', REFRESH, () => problem(401, 'refresh-reused'));
    const error = await failure(call('GET', '/things'));
    expect(isProblem(error, 'session-ended')).toBe(true);
    expect(readTokens()).toBeNull();
  });

  it('keeps the session when the refresh could not be answered', async () => {
    signedIn();
    new Service()
      .on('GET', '/things', () => problem(401, 'token-expired'))
      .on('POST', REFRESH, () => problem(503, 'service-unavailable'));
    const error = await failure(call('GET', '/things'));
    expect(isProblem(error, 'service-unavailable')).toBe(true);
    expect(readTokens()?.refresh).toBe('refresh-1');
  });

  it('never refreshes for a sign-in that was refused', async () => {
    const service = new Service().on('POST', '/login', () => problem(401, 'invalid-credentials'));
    const error = await failure(call('POST', '/login', { body: {}, anonymous: true }));
    expect(isProblem(error, 'invalid-credentials')).toBe(true);
    expect(service.asked).toHaveLength(1);
  });

  it('keeps code, fields, request id and waiting time of a refusal', async () => {
    signedIn();
    const errors = [{ pointer: '/name', code: 'blank', message: 'Give it a name.' }];
    new Service().on('POST', '/things', () => problem(429, 'rate-limited', { errors }, { 'Retry-After': '3' }));
    const error = await failure(call('POST', '/things', { body: {} }));
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({
      status: 429,
      code: 'rate-limited',
      requestId: 'req_1',
      retryAfterSeconds: 3,
      fields: errors,
    });
  });

  it('reads a proxy’s error page as an unexpected problem', async () => {
    signedIn();
    new Service().on('GET', '/things', () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await failure(call('GET', '/things'))).toMatchObject({ status: 502, code: 'unexpected', fields: [] });
  });

  it('tells a lost connection from a refusal', async () => {
    signedIn();
    new Service();
    expect(await failure(call('GET', '/nobody'))).toBeInstanceOf(Unreachable);
  });
});
