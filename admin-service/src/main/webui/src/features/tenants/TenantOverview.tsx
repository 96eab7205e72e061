import { useQuery } from '@tanstack/react-query';
import { isPlatform, may, useMember } from '../../api/member';
import { useWords } from '../../language/useWords';
import { Id, Snippet } from '../../ui/Copy';
import { Facts, Section } from '../../ui/Page';
import { Time } from '../../ui/Time';
import { embedSnippet } from './embedSnippet';
import { tenantQuery } from './getTenant';
import { Keys } from './Keys';
import { Standing } from './Standing';
import type { Tenant } from './tenant';

/** Who the tenant is, how its pages load the widget, its keys, and its end. */
export function TenantOverview({ id }: { id: string }) {
  const t = useWords();
  const member = useMember();
  const { data: tenant } = useQuery(tenantQuery(id));
  return (
    <>
      <div className="grid grid-cols-1 gap-x-12 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <Section title={t('facts.title')}>{tenant ? <TenantFacts tenant={tenant} /> : <Waiting />}</Section>
        <Section title={t('embed.title')} intro={t('embed.intro')}>
          {!tenant && <span className="skeleton block h-20" />}
          {tenant?.publishable_key && <Snippet text={embedSnippet(tenant.publishable_key)} label={t('embed.copy')} />}
          {tenant && !tenant.publishable_key && <p className="text-quiet">{t('embed.none')}</p>}
          {tenant && tenant.allowed_origins.length === 0 && (
            <p className="mt-2 text-sm text-warn">{t('embed.noOrigins')}</p>
          )}
        </Section>
      </div>
      {may(member, 'admin') && <Keys tenant={id} />}
      {tenant && isPlatform(member) && may(member, 'admin') && <Standing tenant={tenant} />}
    </>
  );
}

function TenantFacts({ tenant }: { tenant: Tenant }) {
  const t = useWords();
  const nothing = <span className="text-quiet">{t('none')}</span>;
  const origins = tenant.allowed_origins.map(origin => (
    <span key={origin} className="block break-words">
      <bdi>{origin}</bdi>
    </span>
  ));
  return (
    <Facts
      facts={{
        [t('tenant.id')]: <Id value={tenant.id} label={t('copy.named', { name: t('tenant.id') })} />,
        [t('tenant.domain')]: tenant.domain ? <bdi>{tenant.domain}</bdi> : nothing,
        [t('tenant.origins')]: origins.length > 0 ? origins : nothing,
        [t('tenant.locale')]: <bdi>{tenant.locale}</bdi>,
        [t('tenant.timeZone')]: <bdi>{tenant.time_zone}</bdi>,
        [t('tenant.created')]: <Time at={tenant.created_at} />,
      }}
    />
  );
}

function Waiting() {
  return (
    <div className="grid gap-5 py-2" aria-hidden>
      {[160, 120, 180, 60, 100, 90].map(width => (
        <span key={width} className="skeleton h-3" style={{ width }} />
      ))}
    </div>
  );
}
