import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import { PAGE_SIZE, type Page } from '../../api/page';
import type { Conversation } from './conversation';

export function conversationsQuery(tenant: string, after: string) {
  const query = { tenant, starting_after: after, limit: PAGE_SIZE };
  return queryOptions({
    queryKey: ['conversations', tenant, after],
    queryFn: ({ signal }) => call<Page<Conversation>>('GET', '/api/v1/chat/admin/conversations', { query, signal }),
  });
}
