import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { english } from '../language/language';
import { Notice } from './notice';
import type { TalkActs } from './view';
import { inEnglish } from './words/words';

const now = Date.parse('2026-11-21T10:00:00Z');

beforeEach(() => vi.useFakeTimers({ now }));
afterEach(() => vi.useRealTimers());

function shown() {
  const element = document.createElement('div');
  const announced: string[] = [];
  let lifted = 0;
  const acts = { language: inEnglish(english), resume: () => lifted++ } as unknown as TalkActs;
  const notice = new Notice(acts, element, (text) => announced.push(text));
  return { notice, announced, text: () => element.textContent, lifted: () => lifted };
}

it('countsAWarningDownAndTakesItAway', () => {
  const { notice, text } = shown();
  notice.warn({ left: 2, until: now + 42_000 });
  expect(text()).toBe('2 messages left · more in 0:42');
  vi.advanceTimersByTime(2000);
  expect(text()).toBe('2 messages left · more in 0:40');
  vi.advanceTimersByTime(40_000);
  expect(text()).toBe('');
});

it('warnsWithWhatIsKnown', () => {
  const { notice, text } = shown();
  notice.warn({ left: 1, until: undefined });
  expect(text()).toBe('1 message left');
  notice.warn({ left: undefined, until: now + 7_200_000 });
  expect(text()).toBe('Few messages left · more in 2 hours');
});

it('letsNoWarningHideWhatHoldsTheTalkUp', () => {
  const { notice, announced, text, lifted } = shown();
  notice.hold({ kind: 'limited', until: now + 3000 });
  notice.warn({ left: 2, until: undefined });
  expect(text()).toBe('You can write again in 0:03');
  vi.advanceTimersByTime(3000);
  expect([text(), announced, lifted()]).toEqual(['', ['You can write again in 0:03'], 1]);
});

it('countsAPlanDownWhenItsEndIsNearAndNamesTheDayOtherwise', () => {
  const { notice, text } = shown();
  notice.hold({ kind: 'plan', until: now + 600_000 });
  expect(text()).toBe('You can write again in 10:00');
  notice.hold({ kind: 'plan', until: now + 864_000_000 });
  expect(text()).toMatch(/on December 1\.$/);
});
