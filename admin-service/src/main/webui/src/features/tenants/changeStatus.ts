import { call } from '../../api/client';
import type { TenantState } from './tenant';

export function changeStatus(tenant: string, status: TenantState): Promise<void> {
  return call('PUT', `/api/v1/admin/tenants/${tenant}/status`, { body: { status } });
}
