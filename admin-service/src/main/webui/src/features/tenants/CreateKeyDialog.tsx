import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../language/useWords';
import { Button } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { Dialog, DialogBody, DialogFoot } from '../../ui/Dialog';
import { Refused } from '../../ui/Failure';
import { useIntention } from '../../ui/useIntention';
import { createKey } from './createKey';
import type { KeyKind } from './listKeys';
import { Secret } from './Secret';

const KINDS: KeyKind[] = ['secret', 'publishable'];

export default function CreateKeyDialog({ tenant, onClose }: { tenant: string; onClose: () => void }) {
  const t = useWords();
  const queries = useQueryClient();
  const intention = useIntention();
  const [kind, setKind] = useState<KeyKind>('secret');
  const creation = useMutation({
    mutationFn: () => createKey(tenant, kind, intention(kind)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tenant', tenant] }),
  });
  const made = creation.data;
  return (
    <Dialog
      open
      keep={made !== undefined}
      onClose={onClose}
      title={t(made ? 'key.created' : 'key.create')}
      intro={made && t(`key.${made.kind}.once`)}
    >
      <DialogBody>
        {made ? (
          <Secret label={t(`key.${made.kind}`)} help={t(`key.${made.kind}.help`)} text={made.key} />
        ) : (
          <>
            <Chips
              label={t('key.kind')}
              options={KINDS.map(value => ({ value, text: t(`key.${value}`) }))}
              value={kind}
              onChange={setKind}
            />
            <p className="text-quiet">{t(`key.${kind}.help`)}</p>
            <Refused error={creation.error} />
          </>
        )}
      </DialogBody>
      <DialogFoot>
        {made ? (
          <Button look="primary" onClick={onClose}>
            {t('action.done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button look="primary" busy={creation.isPending} onClick={() => creation.mutate()}>
              {t('key.create')}
            </Button>
          </>
        )}
      </DialogFoot>
    </Dialog>
  );
}
