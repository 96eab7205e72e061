import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { Tenant } from './tenant';

export function tenantQuery(id: string) {
  return queryOptions({
    queryKey: ['tenant', id],
    queryFn: ({ signal }) => call<Tenant>('GET', `/api/v1/admin/tenants/${id}`, { signal }),
  });
}
