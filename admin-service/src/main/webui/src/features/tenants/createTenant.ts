import { call } from '../../api/client';
import type { IdentityKey, Tenant } from './tenant';

export interface NewTenant {
  name: string;
  domain?: string;
  allowed_origins: string[];
  locale: string;
  time_zone: string;
}

/** The two secrets are told this one time. */
export interface CreatedTenant {
  tenant: Tenant;
  publishable_key: string;
  secret_key: string;
  identity_key: IdentityKey;
}

export function createTenant(body: NewTenant, idempotencyKey: string): Promise<CreatedTenant> {
  return call('POST', '/api/v1/admin/tenants', { body, idempotencyKey });
}
