import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';

export type KeyKind = 'publishable' | 'secret';

export interface Key {
  id: string;
  kind: KeyKind;
  /** Its first characters. */
  prefix: string;
  /** The whole text, of a publishable key only. */
  key?: string | null;
  /** Set once it is revoked: until then it still works. */
  expires_at?: string | null;
  created_at: string;
}

export function keysQuery(tenant: string) {
  return queryOptions({
    queryKey: ['tenant', tenant, 'keys'],
    queryFn: async ({ signal }) => {
      const answer = await call<Key[] | { data: Key[] }>('GET', `/api/v1/admin/tenants/${tenant}/keys`, { signal });
      return Array.isArray(answer) ? answer : answer.data;
    },
  });
}
