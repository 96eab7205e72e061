import type { consoleWords } from './console/en';
import type { entryWords } from './entry/en';

/** A text, or its forms by the language's plural rules, chosen by the parameter `count`. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type EntryWords = Record<keyof typeof entryWords, Message>;
export type ConsoleWords = Record<keyof typeof consoleWords, Message>;
export type WordKey = keyof EntryWords | keyof ConsoleWords;
export type Parameters = Record<string, string | number>;
export type Language = 'en' | 'he';

/** Entry words come with the sign-in page, console words with the console: the first route stays small. */
const parts = {
  entry: {
    en: () => import('./entry/en').then(module => module.entryWords),
    he: () => import('./entry/he').then(module => module.entryWords),
  },
  console: {
    en: () => import('./console/en').then(module => module.consoleWords),
    he: () => import('./console/he').then(module => module.consoleWords),
  },
} satisfies Record<string, Record<Language, () => Promise<Record<string, Message>>>>;

export type Part = keyof typeof parts;

let current: Language = 'en';
let words: Record<string, Message> = {};
const loaded = new Set<Part>();
const listeners = new Set<() => void>();

export async function loadWords(language: Language, part: Part): Promise<void> {
  if (language === current && loaded.has(part)) return;
  const wanted: Part[] = language === current ? [part] : [...new Set<Part>([...loaded, part])];
  const dictionaries = await Promise.all(wanted.map(each => parts[each][language]()));
  words = Object.assign(language === current ? { ...words } : {}, ...dictionaries) as Record<string, Message>;
  for (const each of wanted) loaded.add(each);
  current = language;
  for (const listener of listeners) listener();
}

export function language(): Language {
  return current;
}

export function onWordsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The text of a key with its `{parameters}` filled in; numbers are written as the language writes them. */
export function t(key: WordKey, parameters: Parameters = {}): string {
  const text = pick(words[key], parameters);
  return (text ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? new Intl.NumberFormat(current).format(value) : value;
  });
}

/** For keys that are only known at run time, such as error codes: null when the language has no such text. */
export function maybe(key: string, parameters: Parameters = {}): string | null {
  return key in words ? t(key as WordKey, parameters) : null;
}

function pick(message: Message | undefined, parameters: Parameters): string | undefined {
  if (message === undefined || typeof message === 'string') return message;
  const rule = new Intl.PluralRules(current).select(Number(parameters.count ?? 0));
  return message[rule] ?? message.other;
}
