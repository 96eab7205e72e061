import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { totals } from '../../src/features/usage/ByModel';
import { change, daysOf, everyDay } from '../../src/features/usage/days';
import UsagePage from '../../src/features/usage/UsagePage';
import { json, Service } from '../service';
import { signedIn } from '../session';
import { show } from '../show';

const day = (date: string, messages: number) => ({
  date,
  messages,
  tokens: messages * 100,
  cost_micros: messages * 10,
});

describe('days of a month', () => {
  it('fills the days on which nothing happened', () => {
    const days = everyDay('2026-11', [day('2026-11-03', 7)], '2026-11-05');
    expect(days.map(each => each.messages)).toEqual([0, 0, 7, 0, 0]);
  });

  it('ends with the last known day in a month that is over', () => {
    expect(everyDay('2026-10', [day('2026-10-02', 1)], '2026-11-05')).toHaveLength(2);
  });

  it('counts them', () => expect([daysOf('2026-11'), daysOf('2024-02'), daysOf('2026-12')]).toEqual([30, 29, 31]));

  it('compares the last with the one before, if there was anything', () => {
    expect([change([4, 5]), change([0, 5]), change([5])]).toEqual([0.25, null, null]);
  });
});

describe('the usage page', () => {
  const metric = (name: string, quantity: number, limit: number | null) => ({
    metric: name,
    quantity,
    limit,
    cost_micros: 0,
  });
  beforeEach(() => {
    signedIn();
    const use = { model: 'local', provider: 'local', cost_micros: 5 };
    new Service().on('GET', '/api/v1/billing/usage/current', () =>
      json({
        month: '2026-11',
        currency: 'USD',
        cost_micros: 1_500_000,
        metrics: [metric('messages', 850, 1000), metric('tokens.input', 5000, null)],
        by_model: [
          { ...use, metric: 'tokens.input', quantity: 5000 },
          { ...use, metric: 'tokens.output', quantity: 700 },
        ],
        daily: [day('2026-11-01', 400), day('2026-11-02', 450)],
      }),
    );
    show('/tenants/:tenant/usage', '/tenants/ten_1/usage', <UsagePage />);
  });

  it('shows what is used of a limit, and that there is none', async () => {
    const meter = await screen.findByRole('progressbar', { name: 'Messages: share of the limit' });
    expect(meter.getAttribute('aria-valuenow')).toBe('850');
    expect(screen.getByText('of 1,000')).toBeDefined();
    expect(screen.getAllByText('No limit')).toHaveLength(3);
    expect(screen.getByText('$1.50')).toBeDefined();
  });

  it('has a table behind the chart', async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'View as table' }));
    const table = screen.getByRole('table', { name: 'By day' });
    expect(within(table).getByText('450')).toBeDefined();
  });

  it('has one row a model', () => {
    const use = { model: 'm', provider: 'p', cost_micros: 5 };
    const rows = totals([
      { ...use, metric: 'tokens.input', quantity: 10 },
      { ...use, metric: 'tokens.output', quantity: 3 },
    ]);
    expect(rows).toEqual([{ model: 'm', provider: 'p', input: 10, output: 3, cost: 10 }]);
  });
});
