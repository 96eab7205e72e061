import { call } from '../../api/client';

export function deleteKnowledge(tenant: string, id: string): Promise<void> {
  return call('DELETE', `/api/v1/chat/admin/knowledge/${id}`, { query: { tenant } });
}
