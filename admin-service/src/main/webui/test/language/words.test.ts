import { afterEach, describe, expect, it } from 'vitest';
import { consoleWords as english } from '../../src/language/console/en';
import { consoleWords as hebrew } from '../../src/language/console/he';
import { entryWords as englishEntry } from '../../src/language/entry/en';
import { entryWords as hebrewEntry } from '../../src/language/entry/he';
import { loadWords, type Message, maybe, t } from '../../src/language/words';

afterEach(() => loadWords('en', 'console'));

const holes = (message: Message) => [...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map(hole => hole[1]).sort();

describe('words', () => {
  it('fills in parameters and leaves unknown ones visible', () => {
    expect(t('standing.suspend.ask', { name: 'Kite' })).toBe('Suspend Kite?');
    expect(t('standing.suspend.ask')).toBe('Suspend {name}?');
  });

  it('chooses the plural form of the language', async () => {
    expect([1, 1200].map(count => t('conversation.tokens.count', { count }))).toEqual(['1 token', '1,200 tokens']);
    await loadWords('he', 'console');
    expect(t('conversation.tokens.count', { count: 2 })).toBe('שני אסימונים');
  });

  it('knows which codes have words', () => {
    expect(maybe('error.key-limit')).toContain('as many keys');
    expect(maybe('error.never-heard-of')).toBeNull();
  });

  it.each([
    ['entry', englishEntry, hebrewEntry],
    ['console', english, hebrew],
  ] as [string, Record<string, Message>, Record<string, Message>][])(
    'has the same keys and parameters in both languages: %s',
    (_, from, to) => {
      expect(Object.keys(to)).toEqual(Object.keys(from));
      for (const [key, message] of Object.entries(from)) {
        if (typeof message === 'string') expect([key, ...holes(to[key] ?? '')]).toEqual([key, ...holes(message)]);
      }
    },
  );
});
