import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { Page } from '../../api/page';

export interface CatalogueTool {
  id: string;
  description: string;
  risk: 'read' | 'write' | 'money';
}

const MANY = 100;

/** What each tool of the platform is, by its id. */
export function catalogueQuery() {
  return queryOptions({
    queryKey: ['tool-catalogue'],
    queryFn: ({ signal }) =>
      call<Page<CatalogueTool>>('GET', '/api/v1/tools/catalog', { query: { limit: MANY }, signal }),
    select: page => new Map(page.data.map(tool => [tool.id, tool])),
    staleTime: 300_000,
  });
}
