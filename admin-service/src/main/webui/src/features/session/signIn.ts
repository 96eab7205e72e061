import { call } from '../../api/client';
import { keepTokens, type TokenAnswer } from '../../api/tokens';

export async function signIn(email: string, password: string): Promise<void> {
  keepTokens(
    await call<TokenAnswer>('POST', '/api/v1/admin/auth/login', { body: { email, password }, anonymous: true }),
  );
}
