import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import { PAGE_SIZE, type Page } from '../../api/page';
import type { Tenant, TenantState } from './tenant';

export interface TenantFilter {
  q: string;
  status: TenantState | '';
  after: string;
}

export function tenantsQuery(filter: TenantFilter) {
  const query = { q: filter.q, status: filter.status, starting_after: filter.after, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['tenants', filter],
    queryFn: ({ signal }) => call<Page<Tenant>>('GET', '/api/v1/admin/tenants', { query, signal }),
  });
}
