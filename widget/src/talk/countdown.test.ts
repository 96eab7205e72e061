import { expect, it } from 'vitest';
import { countdown, moment } from './countdown';

const hour = 3_600_000;

it('countsSecondsAndMinutesDownAsAClock', () => {
  expect(countdown(42_000, 'en')).toBe('0:42');
  expect(countdown(41_001, 'en')).toBe('0:42');
  expect(countdown(725_000, 'en')).toBe('12:05');
  expect(countdown(-5, 'en')).toBe('0:00');
});

it('saysHoursAndDaysInTheVisitorsLanguage', () => {
  expect(countdown(hour, 'en')).toBe('1 hour');
  expect(countdown(2.5 * hour, 'en')).toBe('3 hours');
  expect(countdown(72 * hour, 'en')).toBe('3 days');
  expect(countdown(3 * hour, 'he')).toMatch(/[\u0590-\u05ff]/);
});

it('namesTheHourOnlyWhenTheDayIsNear', () => {
  const now = Date.parse('2026-11-20T10:00:00');
  expect(moment(now + 5 * hour, now, 'en')).toMatch(/November 20.*3:00/);
  expect(moment(now + 240 * hour, now, 'en')).toBe('November 30');
});
