import { useWords } from '../../language/useWords';
import { type Column, RowLink, Table } from '../../ui/Table';
import { Time } from '../../ui/Time';
import { TenantStatus } from './TenantStatus';
import type { Tenant } from './tenant';

export function TenantTable({ tenants, waiting = false }: { tenants: Tenant[]; waiting?: number | false }) {
  const t = useWords();
  const columns: Column<Tenant>[] = [
    {
      id: 'name',
      title: t('tenant.name'),
      className: 'w-full max-w-0 sm:w-2/5',
      cell: tenant => (
        <RowLink to={`/tenants/${tenant.id}`}>
          <span dir="auto" className="line">
            {tenant.name}
          </span>
        </RowLink>
      ),
    },
    {
      id: 'domain',
      title: t('tenant.domain'),
      className: 'text-quiet max-sm:hidden',
      cell: tenant => <bdi>{tenant.domain}</bdi>,
    },
    { id: 'status', title: t('tenants.status'), cell: tenant => <TenantStatus status={tenant.status} /> },
    {
      id: 'created',
      title: t('tenant.created'),
      numeric: true,
      className: 'text-quiet max-sm:hidden',
      cell: tenant => <Time at={tenant.created_at} />,
    },
  ];
  return (
    <Table label={t('rail.tenants')} columns={columns} rows={tenants} rowKey={tenant => tenant.id} waiting={waiting} />
  );
}
