import { expect, it } from 'vitest';
import wordsEn from '../talk/words/words-en';
import wordsHe from '../talk/words/words-he';
import en from './en';
import he from './he';
import { chooseTag, directionOf, loadLanguage } from './language';

it('hasEveryWordInEveryLanguage', () => {
  expect(Object.keys(he)).toEqual(Object.keys(en));
  expect(Object.keys(wordsHe)).toEqual(Object.keys(wordsEn));
  for (const words of [...Object.values(he), ...Object.values(wordsHe)]) {
    const text = typeof words === 'function' ? (words as (...given: unknown[]) => string)(2, 'x') : words;
    expect(text).toMatch(/[\u0590-\u05ff]/);
  }
});

it('prefersWhatIsAskedThenThePageThenTheTenantThenTheBrowser', () => {
  expect(chooseTag('he', 'en', 'fr', 'de')).toBe('he');
  expect(chooseTag('auto', 'en', 'fr', 'de')).toBe('en');
  expect(chooseTag(undefined, '', 'fr', 'de')).toBe('fr');
  expect(chooseTag('', '', undefined, 'de')).toBe('de');
  expect(chooseTag('not a tag', 'pt_BR', undefined, 'de')).toBe('pt-BR');
});

it('knowsWhichLanguagesRunFromRightToLeft', () => {
  for (const tag of ['he', 'he-IL', 'ar', 'ar-EG', 'fa', 'ur', 'yi']) expect(directionOf(tag)).toBe('rtl');
  for (const tag of ['en', 'de', 'hr', 'arn', 'ru']) expect(directionOf(tag)).toBe('ltr');
});

it('runsFromRightToLeftAlsoWhereTheWordsAreEnglish', async () => {
  expect(await loadLanguage('ar')).toMatchObject({ direction: 'rtl', strings: en });
  expect((await loadLanguage('he-IL')).strings).toBe(he);
});
