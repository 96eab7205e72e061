import { accentOf, css, readableOn } from './contrast';

/** Luminance of --surface in tokens.css, where links and marks in the accent must stay readable. */
const surfaces = { light: 1, dark: 0.009 };

export const systemIsDark = (): MediaQueryList => matchMedia('(prefers-color-scheme:dark)');

/** Sets light or dark and the tenant's accent on the host element; an accent we cannot read keeps the default. */
export function paint(element: HTMLElement, theme: string | undefined, primaryColor: string | undefined): void {
  const scheme = theme === 'dark' || (theme !== 'light' && systemIsDark().matches) ? 'dark' : 'light';
  element.dataset.scheme = scheme;
  const found = accentOf(primaryColor);
  if (!found) return;
  element.style.setProperty('--accent', found.accent);
  element.style.setProperty('--accent-text', found.text);
  element.style.setProperty('--accent-ink', css(readableOn(found.color, surfaces[scheme])));
}
