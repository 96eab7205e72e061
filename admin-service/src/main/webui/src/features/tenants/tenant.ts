export type TenantState = 'active' | 'suspended' | 'deleted';

export interface Tenant {
  id: string;
  name: string;
  domain?: string | null;
  status: TenantState;
  allowed_origins: string[];
  locale: string;
  time_zone: string;
  retention_days?: number | null;
  /** Not a secret: it stands in the source of the tenant's pages. */
  publishable_key?: string | null;
  created_at: string;
  updated_at: string;
}

export interface IdentityKey {
  kid: string;
  secret: string;
}
