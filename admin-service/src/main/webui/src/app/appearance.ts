/** The member's own look of the console, kept in this browser: theme and language. public/appearance.js applies it before the first paint. */
export type Theme = 'auto' | 'light' | 'dark';

import type { Language } from '../language/words';

interface Appearance {
  theme: Theme;
  language: Language;
}

const KEY = 'usher.appearance';
const darkness = window.matchMedia('(prefers-color-scheme: dark)');

export function appearance(): Appearance {
  const language: Language = document.documentElement.lang === 'he' ? 'he' : 'en';
  return { theme: 'auto', language, ...stored() };
}

export function changeAppearance(change: Partial<Appearance>): void {
  localStorage.setItem(KEY, JSON.stringify({ ...stored(), ...change }));
  applyAppearance();
}

export function applyAppearance(): void {
  const { theme, language } = appearance();
  const root = document.documentElement;
  root.lang = language;
  root.dir = language === 'he' ? 'rtl' : 'ltr';
  root.dataset.theme = theme === 'auto' ? (darkness.matches ? 'dark' : 'light') : theme;
}

darkness.addEventListener('change', applyAppearance);

function stored(): Partial<Appearance> {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Appearance> | null) ?? {};
  } catch {
    return {};
  }
}
