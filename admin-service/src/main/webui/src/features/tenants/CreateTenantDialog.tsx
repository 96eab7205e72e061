import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../language/useWords';
import { Button } from '../../ui/Button';
import { Dialog, DialogBody, DialogFoot } from '../../ui/Dialog';
import { Refused } from '../../ui/Failure';
import { SelectField, TextArea, TextField } from '../../ui/Field';
import { useFields } from '../../ui/useFields';
import { useIntention } from '../../ui/useIntention';
import { createTenant, type NewTenant } from './createTenant';
import { NewSecrets } from './NewSecrets';
import { badOrigin, originsOf } from './origins';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONES = [...new Set([HERE, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
const LOCALES = ['en', 'he', 'de', 'es', 'fr', 'it', 'pt', 'ar', 'ru'];

/** First the form, then the secrets, which are shown this once. */
export default function CreateTenantDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const queries = useQueryClient();
  const intention = useIntention();
  const [placed, setPlaced] = useState(false);
  const initial = {
    name: '',
    domain: '',
    allowed_origins: '',
    locale: 'en',
    time_zone: HERE,
  };
  const { values, field, check, refuse } = useFields(initial, {
    name: value => (value.trim() ? null : t('createTenant.name.missing')),
    domain: value =>
      !value.trim() || /^[^\s/:]+\.[^\s/:]+$/.test(value.trim()) ? null : t('createTenant.domain.wrong'),
    allowed_origins: value => {
      const wrong = badOrigin(value);
      return wrong ? t('createTenant.origins.wrong', { origin: wrong }) : null;
    },
  });
  const creation = useMutation({
    mutationFn: () => {
      const wanted = newTenant(values);
      return createTenant(wanted, intention(wanted));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tenants'] }),
    onError: error => setPlaced(refuse(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (check() && !creation.isPending) creation.mutate();
  };

  if (creation.data) return <NewSecrets created={creation.data} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={t('tenants.create')} intro={t('createTenant.intro')}>
      <form noValidate onSubmit={submit} className="contents">
        <DialogBody>
          <TextField label={t('tenant.name')} maxLength={120} {...field('name')} />
          <TextField
            label={t('tenant.domain')}
            optional={t('optional')}
            placeholder="shop.example.com"
            {...field('domain')}
          />
          <TextArea
            label={t('tenant.origins')}
            optional={t('optional')}
            help={t('createTenant.origins.help')}
            rows={2}
            placeholder="https://shop.example.com"
            className="font-mono text-sm"
            {...field('allowed_origins')}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField label={t('tenant.locale')} {...field('locale')}>
              {LOCALES.map(code => (
                <option key={code} value={code}>
                  {nameOf(code)}
                </option>
              ))}
            </SelectField>
            <SelectField label={t('tenant.timeZone')} {...field('time_zone')}>
              {ZONES.map(zone => (
                <option key={zone}>{zone}</option>
              ))}
            </SelectField>
          </div>
          {!placed && <Refused error={creation.error} />}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" busy={creation.isPending}>
            {t('tenants.create')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function nameOf(code: string): string {
  return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
}

function newTenant(values: Record<'name' | 'domain' | 'allowed_origins' | 'locale' | 'time_zone', string>): NewTenant {
  const domain = values.domain.trim();
  return {
    name: values.name.trim(),
    ...(domain && { domain }),
    allowed_origins: originsOf(values.allowed_origins),
    locale: values.locale,
    time_zone: values.time_zone,
  };
}
