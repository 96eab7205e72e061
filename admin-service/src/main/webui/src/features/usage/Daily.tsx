import { useState } from 'react';
import { compact, day, money, number } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { Button } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { Section } from '../../ui/Page';
import { type Column, Table } from '../../ui/Table';
import { Bars } from './Bars';
import { daysOf, everyDay, localToday } from './days';
import type { Day, Usage } from './getUsage';

const SHOWN = ['messages', 'tokens', 'cost_micros'] as const;
type Shown = (typeof SHOWN)[number];

export function Daily({ usage }: { usage: Usage }) {
  const t = useWords();
  const [shown, setShown] = useState<Shown>('messages');
  const [asTable, setAsTable] = useState(false);
  const days = everyDay(usage.month, usage.daily, localToday());
  const full = (value: number) => (shown === 'cost_micros' ? money(value, usage.currency) : number(value));
  const short = (value: number) => (shown === 'cost_micros' ? money(value, usage.currency) : compact(value));
  const names: Record<Shown, string> = {
    messages: t('metric.messages'),
    tokens: t('figure.tokens'),
    cost_micros: t('figure.cost'),
  };
  return (
    <Section
      title={t('usage.daily')}
      action={
        <div className="flex flex-wrap items-center gap-2">
          {!asTable && (
            <Chips
              label={t('usage.shown')}
              options={SHOWN.map(value => ({ value, text: names[value] }))}
              value={shown}
              onChange={setShown}
            />
          )}
          <Button small look="quiet" onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'usage.asChart' : 'usage.asTable')}
          </Button>
        </div>
      }
    >
      {asTable ? (
        <DayTable days={days} currency={usage.currency} names={names} />
      ) : (
        <Bars
          label={t('usage.chart', { name: names[shown] })}
          bars={days.map(each => ({
            id: each.date,
            name: day(each.date),
            title: `${day(each.date, 'long')}: ${full(each[shown])}`,
            value: each[shown],
          }))}
          format={short}
          slots={daysOf(usage.month)}
        />
      )}
    </Section>
  );
}

function DayTable({ days, currency, names }: { days: Day[]; currency: string; names: Record<Shown, string> }) {
  const t = useWords();
  const columns: Column<Day>[] = [
    { id: 'date', title: t('usage.day'), className: 'whitespace-nowrap', cell: each => day(each.date, 'long') },
    { id: 'messages', title: names.messages, numeric: true, cell: each => number(each.messages) },
    { id: 'tokens', title: names.tokens, numeric: true, cell: each => number(each.tokens) },
    { id: 'cost', title: names.cost_micros, numeric: true, cell: each => money(each.cost_micros, currency) },
  ];
  return <Table label={t('usage.daily')} columns={columns} rows={days.toReversed()} rowKey={each => each.date} />;
}
