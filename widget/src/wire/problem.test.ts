import { expect, it } from 'vitest';
import { Problem, seconds } from './problem';

const now = Date.parse('2026-11-20T10:00:00Z');

it('readsRetryAfterAsSecondsOrAsADate', () => {
  expect(seconds('42', now)).toBe(42);
  expect(seconds('Fri, 20 Nov 2026 10:01:30 GMT', now)).toBe(90);
  expect(seconds('Fri, 20 Nov 2026 09:00:00 GMT', now)).toBe(0);
});

it('knowsNoWaitWithoutAReadableHeader', () => {
  for (const header of [null, undefined, '', 'soon']) expect(seconds(header, now)).toBeUndefined();
});

it('makesAProblemOfWhateverTheServerSaid', () => {
  for (const body of [undefined, null, 'Bad gateway', 7, []])
    expect(Problem.of(body, 502)).toMatchObject({ status: 502, code: '' });
});
