import { useSyncExternalStore } from 'react';
import { exact, relative } from '../language/formats';
import { useWords } from '../language/useWords';

let now = Date.now();

function onMinute(listener: () => void): () => void {
  const timer = setInterval(() => {
    now = Date.now();
    listener();
  }, 30_000);
  now = Date.now();
  return () => clearInterval(timer);
}

/** "5 minutes ago", kept true while it is on screen; the exact time on hover. */
export function Time({ at }: { at: string }) {
  useWords();
  const moment = useSyncExternalStore(onMinute, () => now);
  return (
    <time dateTime={at} title={exact(at)} className="whitespace-nowrap">
      {relative(at, moment)}
    </time>
  );
}
