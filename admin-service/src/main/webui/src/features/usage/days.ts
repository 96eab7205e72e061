import type { Day } from './getUsage';

/** The month's days from its first to the last one that is known, with zeroes where nothing happened. */
export function everyDay(month: string, known: Day[], today: string): Day[] {
  const byDate = new Map(known.map(day => [day.date, day]));
  const last = [...byDate.keys(), ...(today.startsWith(month) ? [today] : [])].sort().at(-1);
  if (!last) return [];
  const count = Number(last.slice(8));
  return Array.from({ length: count }, (_, index) => {
    const date = `${month}-${String(index + 1).padStart(2, '0')}`;
    return byDate.get(date) ?? { date, messages: 0, tokens: 0, cost_micros: 0 };
  });
}

export function daysOf(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).getUTCDate();
}

/** How the last day compares with the one before, or null when there is nothing to compare. */
export function change(values: number[]): number | null {
  const [before, last] = values.slice(-2);
  return before && last !== undefined ? (last - before) / before : null;
}

export function localToday(now = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}
