import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import { PAGE_SIZE, type Page } from '../../api/page';

/** A tool as one tenant has set it up. */
export interface TenantTool {
  tool: string;
  name: string;
  enabled: boolean;
  url?: string | null;
  timeout_ms?: number | null;
  config?: unknown;
}

export function toolsQuery(tenant: string, after: string) {
  const query = { tenant, starting_after: after, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['tools', tenant, after],
    queryFn: ({ signal }) => call<Page<TenantTool>>('GET', '/api/v1/tools/tenant-tools', { query, signal }),
  });
}
