import { call } from '../../api/client';
import type { Knowledge } from './listKnowledge';

export type NewKnowledge =
  | { kind: 'document'; title: string; url?: string; text: string }
  | { kind: 'faq'; title: string; url?: string; questions: string[]; answer: string };

export function addKnowledge(tenant: string, body: NewKnowledge, idempotencyKey: string): Promise<Knowledge> {
  return call('POST', '/api/v1/chat/admin/knowledge', { query: { tenant }, body, idempotencyKey });
}
