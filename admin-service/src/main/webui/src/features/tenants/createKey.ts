import { call } from '../../api/client';
import type { KeyKind } from './listKeys';

export interface CreatedKey {
  id: string;
  kind: KeyKind;
  /** The whole text; of a secret key, this one time. */
  key: string;
}

export function createKey(tenant: string, kind: KeyKind, idempotencyKey: string): Promise<CreatedKey> {
  return call('POST', `/api/v1/admin/tenants/${tenant}/keys`, { body: { kind }, idempotencyKey });
}
