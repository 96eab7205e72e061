import { useQuery } from '@tanstack/react-query';
import { ChartColumn } from 'lucide-react';
import { money, month } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { useParam } from '../../router/Router';
import { Empty } from '../../ui/Empty';
import { Failure } from '../../ui/Failure';
import { Section } from '../../ui/Page';
import { ByModel } from './ByModel';
import { Daily } from './Daily';
import { usageQuery } from './getUsage';
import { Metrics } from './Metrics';

export default function UsagePage() {
  const t = useWords();
  const usage = useQuery(usageQuery(useParam('tenant')));
  if (usage.isError) return <Failure error={usage.error} retry={() => void usage.refetch()} />;
  if (!usage.data) return <Waiting />;
  const { data } = usage;
  const unused = data.metrics.every(metric => metric.quantity === 0) && data.daily.length === 0;
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-strong">{month(data.month)}</h2>
        <p className="figures text-quiet">
          {t('usage.total')} <span className="font-strong text-text">{money(data.cost_micros, data.currency)}</span>
        </p>
      </div>
      <Metrics usage={data} />
      {unused ? (
        <Empty icon={<ChartColumn size={20} aria-hidden />} title={t('usage.empty')} help={t('usage.empty.help')} />
      ) : (
        <>
          <Daily usage={data} />
          {data.by_model.length > 0 && (
            <Section title={t('usage.byModel')} intro={t('usage.byModel.intro')}>
              <ByModel uses={data.by_model} currency={data.currency} />
            </Section>
          )}
        </>
      )}
    </>
  );
}

function Waiting() {
  return (
    <div className="grid gap-4" aria-hidden>
      <span className="skeleton h-4 w-36" />
      {[1, 2, 3, 4].map(row => (
        <span key={row} className="skeleton h-9 w-full opacity-60" />
      ))}
      <span className="skeleton mt-6 h-44 w-full opacity-60" />
    </div>
  );
}
