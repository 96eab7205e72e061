import { call } from '../../api/client';
import { keepTokens, type TokenAnswer } from '../../api/tokens';

/** Replaces a password by another one and signs in with it. */
export async function changePassword(email: string, password: string, newPassword: string): Promise<void> {
  const body = { email, password, new_password: newPassword };
  keepTokens(await call<TokenAnswer>('POST', '/api/v1/admin/auth/password', { body, anonymous: true }));
}
