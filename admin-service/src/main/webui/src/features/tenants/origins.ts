/** Origins as people write them: one a line, or separated by commas. */
export function originsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

/** The first that is not scheme, host and port alone; `https://*.example.com` allows every subdomain. */
export function badOrigin(text: string): string | null {
  return originsOf(text).find(origin => !/^https?:\/\/(\*\.)?[^\s/*?#@]+$/.test(origin)) ?? null;
}
