import { call } from '../../api/client';
import type { TenantTool } from './listTools';

/** Turns a tool on or off. The whole setup is sent, because that is what the service replaces. */
export function changeTool(tenant: string, tool: TenantTool, enabled: boolean): Promise<void> {
  const { url, timeout_ms, config } = tool;
  const body = {
    enabled,
    ...(url ? { url } : {}),
    ...(timeout_ms ? { timeout_ms } : {}),
    ...(config ? { config } : {}),
  };
  return call('PUT', `/api/v1/tools/tenant-tools/${tool.tool}`, { query: { tenant }, body });
}
