export const TENANT_TABS = ['overview', 'conversations', 'usage', 'knowledge', 'tools'] as const;
export type TenantTab = (typeof TENANT_TABS)[number];

export function tenantPath(tenant: string, tab: TenantTab = 'overview'): string {
  return tab === 'overview' ? `/tenants/${tenant}` : `/tenants/${tenant}/${tab}`;
}

/** The tenant and tab an address is about, so that switching tenants can stay on the same tab. */
export function placeOf(path: string): { tenant: string | null; tab: TenantTab } {
  const [, area, tenant, tab] = path.split('/');
  return {
    tenant: area === 'tenants' && tenant ? tenant : null,
    tab: TENANT_TABS.find(each => each === tab) ?? 'overview',
  };
}
