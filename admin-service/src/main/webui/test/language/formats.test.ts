import { afterEach, describe, expect, it } from 'vitest';
import { compact, duration, money, month, number, percent, relative } from '../../src/language/formats';
import { loadWords } from '../../src/language/words';

const NOW = new Date('2026-11-21T10:00:00Z').getTime();
const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

afterEach(() => loadWords('en', 'entry'));

describe('money', () => {
  it.each([
    [0, '$0.00'],
    [7, '$0.000007'],
    [4_200, '$0.0042'],
    [414_500, '$0.4145'],
    [1_234_560_000, '$1,234.56'],
  ])('writes %i micros as %s', (micros, text) => expect(money(micros)).toBe(text));

  it('names the currency it is in', () => expect(money(2_000_000, 'EUR')).toBe('€2.00'));
});

describe('relative time', () => {
  it.each([
    [10, 'now'],
    [-10, 'now'],
    [60, '1 minute ago'],
    [44 * 60, '44 minutes ago'],
    [2 * 3600, '2 hours ago'],
    [26 * 3600, 'yesterday'],
    [5 * 86_400, '5 days ago'],
    [20 * 86_400, 'Nov 1'],
    [400 * 86_400, 'Oct 17, 2025'],
    [-86_400, 'tomorrow'],
    [-3599, 'in 1 hour'],
  ])('writes %i seconds ago as %s', (seconds, text) => expect(relative(before(seconds), NOW)).toBe(text));
});

describe('numbers', () => {
  it('writes figures as the language does', () => {
    expect([
      number(1234567),
      compact(632_800),
      percent(0.61),
      percent(0.004),
      percent(-0.2, true),
      percent(0.2, true),
    ]).toEqual(['1,234,567', '632.8K', '61%', '0.4%', '-20%', '+20%']);
  });

  it('writes durations in the unit a person would say', () =>
    expect([duration(58), duration(30_000)]).toEqual(['58 ms', '30 sec']));

  it('follows a change of language', async () => {
    await loadWords('he', 'entry');
    expect(month('2026-11')).toBe('נובמבר 2026');
  });
});
