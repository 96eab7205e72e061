import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../language/useWords';
import { Chips } from '../../ui/Chips';
import Confirm from '../../ui/Confirm';
import { say } from '../../ui/Notice';
import type { Key } from './listKeys';
import { revokeKey } from './revokeKey';

const OVERLAPS = ['0', '3600', '86400'] as const;
type Overlap = (typeof OVERLAPS)[number];

export default function RevokeKeyDialog({
  tenant,
  revoked,
  onClose,
}: {
  tenant: string;
  revoked: Key;
  onClose: () => void;
}) {
  const t = useWords();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState<Overlap>('0');
  const revocation = useMutation({
    mutationFn: () => revokeKey(tenant, revoked.id, Number(overlap)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tenant', tenant] });
      say(t('key.revoked'));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('key.revoke.ask')}
      action={t('key.revoke')}
      busy={revocation.isPending}
      error={revocation.error}
      onConfirm={() => revocation.mutate()}
      onClose={onClose}
    >
      <p className="mb-3">{t(`key.revoke.${revoked.kind}`, { name: `${revoked.prefix}…` })}</p>
      <Chips
        label={t('key.overlap')}
        options={OVERLAPS.map(value => ({ value, text: t(`key.overlap.${value}`) }))}
        value={overlap}
        onChange={setOverlap}
      />
    </Confirm>
  );
}
