/** Class names joined; falsy ones are left out. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

const CONTROL =
  'inline-flex items-center justify-center gap-1.5 rounded-control font-strong whitespace-nowrap select-none transition-colors disabled:opacity-50';

/** The looks of a button, shared by the console's React buttons and the sign-in page, which has no React. */
export const button = {
  primary: `${CONTROL} bg-accent text-accent-text hover:bg-accent/90 active:bg-accent/80`,
  plain: `${CONTROL} border border-line-strong bg-raised text-text hover:bg-sunken active:bg-line`,
  quiet: `${CONTROL} text-quiet hover:bg-text/6 hover:text-text active:bg-text/10`,
  danger: `${CONTROL} border border-bad/40 bg-raised text-bad hover:bg-bad-quiet`,
  fatal: `${CONTROL} bg-bad text-accent-text hover:bg-bad/90`,
} as const;

export const input =
  'w-full rounded-control border border-line-strong bg-raised px-2.5 text-base text-text outline-offset-0 transition-colors hover:border-text/35 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-accent/25 aria-invalid:border-bad disabled:opacity-60';
