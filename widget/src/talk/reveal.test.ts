import { expect, it } from 'vitest';
import { nextCut, wholeWords } from './reveal';

it('holdsTheLastWordBackUntilItIsWhole', () => {
  expect('one two thr'.slice(0, wholeWords('one two thr'))).toBe('one two ');
  expect(wholeWords('one two ')).toBe(8);
});

it('showsTheMarkOfAnItemTogetherWithItsFirstWord', () => {
  for (const text of ['so:\n- ', 'so:\n- fir', 'so:\n  12. ', 'so:\n## '])
    expect(text.slice(0, wholeWords(text))).toBe('so:');
  expect('so:\n- first '.slice(0, wholeWords('so:\n- first '))).toBe('so:\n- first ');
});

it('doesNotHoldBackScriptsWithoutSpaces', () => {
  const text = '你好，'.repeat(20);
  expect(wholeWords(text)).toBe(text.length);
});

it('alwaysMovesOnByAWordAndNeverBeyondTheLimit', () => {
  const text = 'one two  three\n\nfour '.repeat(20);
  let shown = 0;
  for (let frames = 0; shown < text.length; frames++) {
    const next = nextCut(text, shown, text.length);
    expect(next).toBeGreaterThan(shown);
    expect(text.slice(0, next)).toMatch(/\s$/);
    expect(frames).toBeLessThan(60);
    shown = next;
  }
  expect(shown).toBe(text.length);
});
