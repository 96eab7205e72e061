import type { Request } from './request';

/** Nobody waits for this: a conversation that could not be ended ends by itself. */
export function endConversation(request: Request, token: string, conversation: string): void {
  const path = `conversations/${encodeURIComponent(conversation)}/end`;
  request(path, { method: 'POST', credential: token, keepalive: true }).catch(() => undefined);
}
