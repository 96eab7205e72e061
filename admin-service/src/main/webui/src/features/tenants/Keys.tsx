import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../language/useWords';
import { Button } from '../../ui/Button';
import { Copy } from '../../ui/Copy';
import { Failure } from '../../ui/Failure';
import { Section } from '../../ui/Page';
import { type Column, Table } from '../../ui/Table';
import { Time } from '../../ui/Time';
import { type Key, keysQuery } from './listKeys';

const CreateKeyDialog = lazy(() => import('./CreateKeyDialog'));
const RevokeKeyDialog = lazy(() => import('./RevokeKeyDialog'));

export function Keys({ tenant }: { tenant: string }) {
  const t = useWords();
  const keys = useQuery(keysQuery(tenant));
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const columns: Column<Key>[] = [
    { id: 'key', title: t('key.key'), cell: key => <KeyText shown={key} /> },
    { id: 'kind', title: t('key.kind'), className: 'max-sm:hidden', cell: key => t(`key.${key.kind}`) },
    {
      id: 'created',
      title: t('tenant.created'),
      className: 'text-quiet max-sm:hidden',
      cell: key => <Time at={key.created_at} />,
    },
    {
      id: 'revoke',
      title: t('key.revoke'),
      silent: true,
      numeric: true,
      cell: key =>
        key.expires_at ? (
          <span className="text-sm text-warn">
            {t('key.ends')} <Time at={key.expires_at} />
          </span>
        ) : (
          <Button
            small
            look="quiet"
            aria-label={t('key.revoke.named', { name: key.prefix })}
            onClick={() => setRevoking(key)}
          >
            {t('key.revoke')}
          </Button>
        ),
    },
  ];
  const create = (
    <Button small onClick={() => setCreating(true)}>
      <Plus size={14} aria-hidden />
      {t('key.create')}
    </Button>
  );
  return (
    <Section title={t('keys.title')} intro={t('keys.intro')} action={create}>
      {keys.isError ? (
        <Failure error={keys.error} retry={() => void keys.refetch()} />
      ) : (
        <Table
          label={t('keys.title')}
          columns={columns}
          rows={keys.data ?? []}
          rowKey={key => key.id}
          waiting={keys.isPending && 2}
        />
      )}
      <Suspense>
        {creating && <CreateKeyDialog tenant={tenant} onClose={() => setCreating(false)} />}
        {revoking && <RevokeKeyDialog tenant={tenant} revoked={revoking} onClose={() => setRevoking(null)} />}
      </Suspense>
    </Section>
  );
}

function KeyText({ shown }: { shown: Key }) {
  const t = useWords();
  return (
    <span className="inline-flex items-center gap-0.5">
      <code dir="ltr" className="font-mono text-xs">
        {shown.prefix}…
      </code>
      {shown.key && <Copy text={shown.key} label={t('copy.named', { name: t(`key.${shown.kind}`) })} />}
    </span>
  );
}
