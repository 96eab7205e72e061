import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, Plus } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { isPlatform, may, useMember } from '../../api/member';
import { useWords } from '../../language/useWords';
import { useSearch } from '../../router/Router';
import { Button } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { Empty } from '../../ui/Empty';
import { Failure } from '../../ui/Failure';
import { Page } from '../../ui/Page';
import { Paging } from '../../ui/Paging';
import { SearchBox } from '../../ui/SearchBox';
import { type TenantFilter, tenantsQuery } from './listTenants';
import { TenantTable } from './TenantTable';

const CreateTenantDialog = lazy(() => import('./CreateTenantDialog'));
const STATES: TenantFilter['status'][] = ['', 'active', 'suspended', 'deleted'];

export default function TenantsPage() {
  const t = useWords();
  const member = useMember();
  const [search, change] = useSearch();
  const [creating, setCreating] = useState(false);
  const filter = filterOf(search);
  const tenants = useQuery({ ...tenantsQuery(filter), placeholderData: keepPreviousData });
  const create = isPlatform(member) && may(member, 'admin') && (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus size={16} aria-hidden />
      {t('tenants.create')}
    </Button>
  );
  return (
    <Page title={t('rail.tenants')} intro={t('tenants.intro')} action={create}>
      <div className="mt-4 mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchBox label={t('tenants.search')} value={filter.q} onChange={q => change({ q, after: '' })} />
        <Chips
          label={t('tenants.status')}
          options={STATES.map(value => ({ value, text: t(value ? `tenant.status.${value}` : 'tenants.status.any') }))}
          value={filter.status}
          onChange={status => change({ status, after: '' })}
        />
      </div>
      {tenants.isError && <Failure error={tenants.error} retry={() => void tenants.refetch()} />}
      {tenants.isPending && <TenantTable tenants={[]} waiting={8} />}
      {tenants.data?.data.length === 0 && (
        <Nothing
          filtered={filter.q !== '' || filter.status !== ''}
          create={create}
          clear={() => change({ q: '', status: '', after: '' })}
        />
      )}
      {tenants.data && tenants.data.data.length > 0 && <TenantTable tenants={tenants.data.data} />}
      <Paging page={tenants.data} />
      <Suspense>{creating && <CreateTenantDialog onClose={() => setCreating(false)} />}</Suspense>
    </Page>
  );
}

function Nothing({ filtered, create, clear }: { filtered: boolean; create: ReactNode; clear: () => void }) {
  const t = useWords();
  const icon = <Building2 size={20} aria-hidden />;
  if (!filtered) return <Empty icon={icon} title={t('tenants.empty')} help={t('tenants.empty.help')} action={create} />;
  const action = <Button onClick={clear}>{t('filter.clear')}</Button>;
  return <Empty icon={icon} title={t('tenants.none')} help={t('tenants.none.help')} action={action} />;
}

function filterOf(search: URLSearchParams): TenantFilter {
  const status = STATES.find(each => each === search.get('status')) ?? '';
  return { q: search.get('q') ?? '', status, after: search.get('after') ?? '' };
}
