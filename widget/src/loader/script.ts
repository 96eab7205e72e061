import type { Settings } from '../contract';

/** Our own script tag. Page optimisers move scripts about, so the tag is also looked for by its attribute and name. */
export function findScript(): HTMLScriptElement | null {
  const current = document.currentScript;
  return current instanceof HTMLScriptElement && /widget\.js/.test(current.src)
    ? current
    : document.querySelector<HTMLScriptElement>('script[data-api-key],script[src*="widget.js"]');
}

export function settingsOf(script: HTMLScriptElement | null): Settings {
  const { apiKey, identity, position, primaryColor, greeting, theme, locale } = script?.dataset ?? {};
  return { apiKey, identity, position, primaryColor, greeting, theme, locale };
}

/** What is given replaces what was; an absent or undefined value changes nothing. */
export function merge(settings: Settings, given: Settings = {}): void {
  const named = { ...given, identity: given.identity ?? given.userJwt };
  Object.assign(settings, Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)));
}

/** `https://host/widget/widget.js` → `https://host/`: the folder that holds both `widget/` and `api/`. */
export const baseOf = (script: HTMLScriptElement | null): string =>
  new URL('..', new URL(script?.src || 'widget/', location.href)).href;
