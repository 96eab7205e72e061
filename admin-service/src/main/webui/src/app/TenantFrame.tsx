import { Tabs } from '@base-ui/react/tabs';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect } from 'react';
import { isPlatform, useMember } from '../api/member';
import { tenantQuery } from '../features/tenants/getTenant';
import { TenantStatus } from '../features/tenants/TenantStatus';
import { useWords } from '../language/useWords';
import { Link } from '../router/Link';
import { useParam, usePath } from '../router/Router';
import { Failure } from '../ui/Failure';
import { PageTitle } from '../ui/Page';
import { PageWaiting } from './PageWaiting';
import { placeOf, TENANT_TABS, tenantPath } from './paths';
import { remember } from './recent';
import { preparePage } from './routes';

/** What all pages of one tenant share: its name and the tabs. */
export default function TenantFrame({ page }: { page: ReactNode }) {
  const t = useWords();
  const id = useParam('tenant');
  const { tab } = placeOf(usePath());
  const platform = isPlatform(useMember());
  const tenant = useQuery(tenantQuery(id));
  const known = tenant.data;
  useEffect(() => {
    if (known) remember(known);
  }, [known]);

  if (tenant.isError && !known) {
    return <Failure error={tenant.error} retry={() => void tenant.refetch()} />;
  }
  return (
    <div className="mx-auto w-full max-w-280 px-4 py-5 sm:px-8 sm:py-7">
      <PageTitle title={known ? `${known.name} · ${t(`tab.${tab}`)}` : t('rail.tenants')} />
      {platform && (
        <p className="mb-1 text-sm text-quiet">
          <Link to="/tenants" className="hover:text-text hover:underline">
            {t('rail.tenants')}
          </Link>
        </p>
      )}
      <div className="flex min-h-7 flex-wrap items-center gap-x-3">
        {known ? (
          <>
            <h1 className="min-w-0 text-xl font-strong break-words">
              <bdi>{known.name}</bdi>
            </h1>
            <TenantStatus status={known.status} />
          </>
        ) : (
          <span className="skeleton h-5 w-48" />
        )}
      </div>
      <Tabs.Root value={tab}>
        <div className="-mx-4 mt-3 overflow-x-auto border-b border-line px-4 [scrollbar-width:none] sm:mx-0 sm:px-0">
          <Tabs.List aria-label={known?.name} className="flex gap-3.5 sm:gap-5">
            {TENANT_TABS.map(each => (
              <Tabs.Tab
                key={each}
                value={each}
                nativeButton={false}
                render={<Link to={tenantPath(id, each)} />}
                onPointerEnter={() => preparePage(tenantPath(id, each))}
                className="-mb-px flex h-9 items-center border-b-2 border-transparent whitespace-nowrap text-quiet transition-colors hover:text-text focus-visible:-outline-offset-2 data-active:border-accent data-active:text-text"
              >
                {t(`tab.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </div>
        <Tabs.Panel value={tab} tabIndex={-1} className="pt-5 outline-none">
          <Suspense fallback={<PageWaiting />}>{page}</Suspense>
        </Tabs.Panel>
      </Tabs.Root>
    </div>
  );
}
