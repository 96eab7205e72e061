import { money, number, percent } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { maybe } from '../../language/words';
import { Meter } from '../../ui/Meter';
import type { Metric, Usage } from './getUsage';

const ALWAYS = ['messages', 'tokens.input', 'tokens.output', 'tool.calls'];

/** What was used, and of which limit. Metrics that no plan names are shown too, by their own name. */
export function Metrics({ usage }: { usage: Usage }) {
  const known = new Map(usage.metrics.map(metric => [metric.metric, metric]));
  const extra = usage.metrics
    .map(metric => metric.metric)
    .filter(name => !ALWAYS.includes(name) && name !== 'requests');
  return (
    <ul className="mt-2">
      {[...ALWAYS, ...extra].map(name => (
        <Row
          key={name}
          metric={known.get(name) ?? { metric: name, quantity: 0, limit: null, cost_micros: 0 }}
          currency={usage.currency}
        />
      ))}
    </ul>
  );
}

function Row({ metric, currency }: { metric: Metric; currency: string }) {
  const t = useWords();
  const name = maybe(`metric.${metric.metric}`) ?? metric.metric;
  return (
    <li className="grid min-h-12 grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1.5 border-b border-line py-2.5 sm:grid-cols-[140px_1fr_200px_90px]">
      <span>{name}</span>
      <span className="figures text-end sm:order-2">
        <span className="font-strong">{number(metric.quantity)}</span>{' '}
        {metric.limit !== null && <span className="text-quiet">{t('usage.of', { limit: metric.limit })}</span>}
      </span>
      <span className="col-span-2 sm:order-1 sm:col-span-1">
        {metric.limit === null ? (
          <span className="text-sm text-quiet">{t('usage.noLimit')}</span>
        ) : (
          <span className="flex items-center gap-3">
            <span className="flex-1">
              <Meter label={t('usage.share', { name })} used={metric.quantity} limit={metric.limit} />
            </span>
            <span className="figures w-11 text-end text-sm text-quiet">
              {percent(metric.limit ? metric.quantity / metric.limit : 1)}
            </span>
          </span>
        )}
      </span>
      <span className="figures text-end text-quiet max-sm:hidden sm:order-3">
        {metric.cost_micros > 0 ? money(metric.cost_micros, currency) : ''}
      </span>
    </li>
  );
}
