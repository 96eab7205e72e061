import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { Page } from '../../api/page';
import type { Message } from './conversation';

const MANY = 100;

/** The transcript, oldest first, a hundred messages at a time. */
export function messagesQuery(tenant: string, conversation: string) {
  return infiniteQueryOptions({
    queryKey: ['conversation', tenant, conversation, 'messages'],
    queryFn: ({ signal, pageParam }) =>
      call<Page<Message>>('GET', `/api/v1/chat/admin/conversations/${conversation}/messages`, {
        query: { tenant, limit: MANY, starting_after: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: page => (page.has_more ? page.next_cursor : null),
  });
}
