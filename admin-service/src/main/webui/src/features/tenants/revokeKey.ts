import { call } from '../../api/client';

/** The key stops working after the overlap, which leaves time to put another in its place. */
export function revokeKey(tenant: string, key: string, overlapSeconds: number): Promise<void> {
  return call('DELETE', `/api/v1/admin/tenants/${tenant}/keys/${key}`, { query: { overlap_seconds: overlapSeconds } });
}
