import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import { PAGE_SIZE, type Page } from '../../api/page';

export type KnowledgeKind = 'document' | 'faq';

export interface Knowledge {
  id: string;
  kind: KnowledgeKind;
  title: string;
  url?: string | null;
  /** How many pieces it was cut into, each of which can be found. */
  passages: number;
  created_at?: string | null;
}

export function knowledgeQuery(tenant: string, after: string) {
  const query = { tenant, starting_after: after, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['knowledge', tenant, after],
    queryFn: ({ signal }) => call<Page<Knowledge>>('GET', '/api/v1/chat/admin/knowledge', { query, signal }),
  });
}
