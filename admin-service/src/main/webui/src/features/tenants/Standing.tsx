import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../language/useWords';
import { Button } from '../../ui/Button';
import { Refused } from '../../ui/Failure';
import { say } from '../../ui/Notice';
import { Section } from '../../ui/Page';
import { changeStatus } from './changeStatus';
import { tenantQuery } from './getTenant';
import type { Tenant, TenantState } from './tenant';

const Confirm = lazy(() => import('../../ui/Confirm'));

/** Suspending asks for the name, because every visitor of the tenant feels it; going on does not. */
export function Standing({ tenant }: { tenant: Tenant }) {
  const t = useWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: (status: TenantState) => changeStatus(tenant.id, status),
    onSuccess: async (_, status) => {
      queries.setQueryData(tenantQuery(tenant.id).queryKey, { ...tenant, status });
      setAsking(false);
      say(t(status === 'active' ? 'standing.resumed' : 'standing.suspended', { name: tenant.name }));
      await queries.invalidateQueries({ queryKey: ['tenants'] });
    },
  });
  if (tenant.status === 'deleted') return null;
  const active = tenant.status === 'active';
  return (
    <Section title={t('standing.title')}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-card border border-line px-4 py-3">
        <p className="max-w-160 text-quiet">{t(active ? 'standing.active' : 'standing.inactive')}</p>
        {active ? (
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('standing.suspend')}
          </Button>
        ) : (
          <Button busy={change.isPending} onClick={() => change.mutate('active')}>
            {t('standing.resume')}
          </Button>
        )}
      </div>
      {!active && change.isError && (
        <div className="mt-3">
          <Refused error={change.error} />
        </div>
      )}
      <Suspense>
        {asking && (
          <Confirm
            title={t('standing.suspend.ask', { name: tenant.name })}
            action={t('standing.suspend')}
            name={tenant.name}
            busy={change.isPending}
            error={change.error}
            onConfirm={() => change.mutate('suspended')}
            onClose={() => {
              change.reset();
              setAsking(false);
            }}
          >
            {t('standing.suspend.what')}
          </Confirm>
        )}
      </Suspense>
    </Section>
  );
}
