import type { ReactNode } from 'react';
import { classes } from './classes';

export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

const TONES: Record<Tone, [dot: string, text: string]> = {
  good: ['bg-good', 'text-text'],
  warn: ['bg-warn', 'text-warn'],
  bad: ['bg-bad', 'text-bad'],
  neutral: ['bg-quiet/60', 'text-quiet'],
};

/** A state in one word, with a dot that repeats it in colour. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  const [dot, text] = TONES[tone];
  return (
    <span className={classes('inline-flex items-center gap-1.5 whitespace-nowrap text-sm', text)}>
      <span className={classes('size-1.5 rounded-full', dot)} aria-hidden />
      {children}
    </span>
  );
}

/** A kind, not a state. */
export function Label({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded-[4px] bg-text/6 px-1.5 text-xs leading-5 whitespace-nowrap text-quiet">
      {children}
    </span>
  );
}
