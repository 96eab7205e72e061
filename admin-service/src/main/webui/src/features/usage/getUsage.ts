import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/client';

export interface Metric {
  metric: string;
  quantity: number;
  /** Of the month; null without one. */
  limit: number | null;
  cost_micros: number;
}

export interface ModelUse {
  model: string;
  provider: string;
  metric: string;
  quantity: number;
  cost_micros: number;
}

export interface Day {
  /** A day of the tenant's calendar, such as 2026-11-03. */
  date: string;
  messages: number;
  tokens: number;
  cost_micros: number;
}

/** What a tenant used in one month of its own calendar. Costs are what the providers took. */
export interface Usage {
  month: string;
  currency: string;
  metrics: Metric[];
  cost_micros: number;
  by_model: ModelUse[];
  daily: Day[];
}

/** The running month; looked at again every half minute while it is on screen. */
export function usageQuery(tenant: string) {
  return queryOptions({
    queryKey: ['usage', tenant],
    queryFn: ({ signal }) => call<Usage>('GET', '/api/v1/billing/usage/current', { query: { tenant }, signal }),
    refetchInterval: 30_000,
  });
}

export function quantity(usage: Usage, metric: string): number {
  return usage.metrics.find(each => each.metric === metric)?.quantity ?? 0;
}
