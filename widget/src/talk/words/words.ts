import type { Language, Strings } from '../../language/language';
import english from './words-en';

export type Words = Strings & typeof english;

/** The language of the window with the words of the talk. */
export interface TalkLanguage extends Language {
  readonly strings: Words;
}

export const inEnglish = (language: Language): TalkLanguage => ({
  ...language,
  strings: { ...language.strings, ...english },
});

export async function inItsWords(language: Language): Promise<TalkLanguage> {
  const hebrew = /^(he|iw)\b/i.test(language.tag) && (await import('./words-he').catch(() => undefined));
  return { ...language, strings: { ...language.strings, ...(hebrew ? hebrew.default : english) } };
}
