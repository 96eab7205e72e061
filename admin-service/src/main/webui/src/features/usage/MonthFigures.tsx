import { useQuery } from '@tanstack/react-query';
import { compact, money, number, percent } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { Refused } from '../../ui/Failure';
import { Figure, FigureRow, WaitingFigure } from '../../ui/Figure';
import { change, everyDay, localToday } from './days';
import { quantity, type Usage, usageQuery } from './getUsage';

/** This month in four figures. */
export function MonthFigures({ tenant }: { tenant: string }) {
  const usage = useQuery(usageQuery(tenant));
  if (usage.isError) return <Refused error={usage.error} />;
  return (
    <FigureRow>
      {usage.data ? (
        <Figures usage={usage.data} />
      ) : (
        ['messages', 'tokens', 'tools', 'cost'].map(name => <WaitingFigure key={name} />)
      )}
    </FigureRow>
  );
}

function Figures({ usage }: { usage: Usage }) {
  const t = useWords();
  const days = everyDay(usage.month, usage.daily, localToday());
  const messages = days.map(each => each.messages);
  const tokens = days.map(each => each.tokens);
  const costs = days.map(each => each.cost_micros);
  const limit = usage.metrics.find(each => each.metric === 'messages')?.limit ?? null;
  const used = quantity(usage, 'messages');
  const versus = (values: number[]) => {
    const share = change(values);
    return share === null ? '' : t('figure.yesterday', { change: percent(share, true) });
  };
  return (
    <>
      <Figure
        label={t('figure.messages')}
        value={number(used)}
        trend={messages}
        note={limit === null ? versus(messages) : t('figure.ofLimit', { limit })}
      />
      <Figure
        label={t('figure.tokens')}
        value={compact(quantity(usage, 'tokens.input') + quantity(usage, 'tokens.output'))}
        trend={tokens}
        note={versus(tokens)}
      />
      <Figure
        label={t('figure.cost')}
        value={money(usage.cost_micros, usage.currency)}
        trend={costs}
        note={versus(costs)}
      />
      <Figure label={t('figure.toolCalls')} value={number(quantity(usage, 'tool.calls'))} />
    </>
  );
}
