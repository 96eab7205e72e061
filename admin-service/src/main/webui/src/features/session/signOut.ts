import { call } from '../../api/client';
import { forgetTokens, readTokens } from '../../api/tokens';

/** Signs out here at once; the service is told, but its answer is not waited for. */
export async function signOut(): Promise<void> {
  const tokens = readTokens();
  const told = tokens && call('POST', '/api/v1/admin/auth/logout', { body: { refresh_token: tokens.refresh } });
  forgetTokens();
  await told?.catch(() => undefined);
}
