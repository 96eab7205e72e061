import { keepTokens, type Member } from '../src/api/tokens';

export const platformAdmin: Member = { id: 'mem_1', email: 'ada@usher.example', name: 'Ada', role: 'admin' };

export function answerWith(access: string, refresh: string, member = platformAdmin, expiresIn = 1800) {
  return { access_token: access, refresh_token: refresh, expires_in: expiresIn, member };
}

export function signedIn(member = platformAdmin, expiresIn = 1800): void {
  keepTokens(answerWith('first', 'refresh-1', member, expiresIn));
}
