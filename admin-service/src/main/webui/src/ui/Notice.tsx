import { useSyncExternalStore } from 'react';

let notice = '';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says for a few seconds that something was done. Failures never come this way: they stay where they happened. */
export function say(text: string): void {
  show(text);
  clearTimeout(timer);
  timer = setTimeout(() => show(''), 4000);
}

function show(text: string): void {
  notice = text;
  for (const listener of listeners) listener();
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Notices() {
  const text = useSyncExternalStore(onChange, () => notice);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-5 z-60 flex justify-center px-4">
      {text && <p className="rounded-full bg-text px-4 py-2 text-sm text-surface shadow-float">{text}</p>}
    </div>
  );
}
