import en from './en';

export type Strings = typeof en;

export interface Language {
  /** A BCP 47 tag, for `Intl` and the `lang` attribute of our own words. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly strings: Strings;
}

const rightToLeft = /^(ar|arc|ckb|dv|fa|he|iw|ps|sd|syr|ug|ur|yi)\b/i;

const wellFormed = /^[a-z]{2,3}(-[a-z\d]{2,8}){0,3}$/i;

/**
 * The language of the interface: what the page asks for, else the page's own language, the tenant's, the browser's.
 * A page knows its readers better than the tenant's default does, and both better than a borrowed laptop. What is no
 * language tag is passed over: neither `Intl` nor the server would take it.
 */
export function chooseTag(
  asked: string | undefined,
  page: string,
  tenant: string | undefined,
  browser: string,
): string {
  const candidates = [asked, page, tenant, browser].map((tag) => tag?.trim().replace(/_/g, '-') ?? '');
  return candidates.find((tag) => wellFormed.test(tag)) ?? 'en';
}

export const directionOf = (tag: string): 'ltr' | 'rtl' => (rightToLeft.test(tag) ? 'rtl' : 'ltr');

/** Words we do not have are shown in English; the direction still follows the asked language. */
export async function loadLanguage(tag: string): Promise<Language> {
  const hebrew = /^(he|iw)\b/i.test(tag) && (await import('./he').catch(() => undefined));
  return { tag, direction: directionOf(tag), strings: hebrew ? hebrew.default : en };
}

export const english: Language = { tag: 'en', direction: 'ltr', strings: en };
