import { money, number } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { type Column, Table } from '../../ui/Table';
import type { ModelUse } from './getUsage';

export interface ModelTotal {
  model: string;
  provider: string;
  input: number;
  output: number;
  cost: number;
}

/** One row a model, the dearest first. */
export function totals(uses: ModelUse[]): ModelTotal[] {
  const byModel = new Map<string, ModelTotal>();
  for (const use of uses) {
    const key = `${use.provider}/${use.model}`;
    const total = byModel.get(key) ?? { model: use.model, provider: use.provider, input: 0, output: 0, cost: 0 };
    if (use.metric === 'tokens.input') total.input += use.quantity;
    if (use.metric === 'tokens.output') total.output += use.quantity;
    total.cost += use.cost_micros;
    byModel.set(key, total);
  }
  return [...byModel.values()].sort((a, b) => b.cost - a.cost || b.input - a.input);
}

export function ByModel({ uses, currency }: { uses: ModelUse[]; currency: string }) {
  const t = useWords();
  const columns: Column<ModelTotal>[] = [
    { id: 'model', title: t('model.model'), cell: use => <bdi>{use.model}</bdi> },
    {
      id: 'provider',
      title: t('model.provider'),
      className: 'text-quiet max-sm:hidden',
      cell: use => <bdi>{use.provider}</bdi>,
    },
    { id: 'input', title: t('metric.tokens.input'), numeric: true, cell: use => number(use.input) },
    { id: 'output', title: t('metric.tokens.output'), numeric: true, cell: use => number(use.output) },
    { id: 'cost', title: t('figure.cost'), numeric: true, cell: use => money(use.cost, currency) },
  ];
  return (
    <Table
      label={t('usage.byModel')}
      columns={columns}
      rows={totals(uses)}
      rowKey={use => `${use.provider}/${use.model}`}
    />
  );
}
