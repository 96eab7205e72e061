import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { Conversation } from './conversation';

export function conversationQuery(tenant: string, id: string) {
  return queryOptions({
    queryKey: ['conversation', tenant, id],
    queryFn: ({ signal }) =>
      call<Conversation>('GET', `/api/v1/chat/admin/conversations/${id}`, { query: { tenant }, signal }),
  });
}
