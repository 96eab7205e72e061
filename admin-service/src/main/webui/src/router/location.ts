/** The console lives under this path; every other path in the code is written without it. */
const BASE = '/admin';

export interface Location {
  path: string;
  search: URLSearchParams;
  /** What the leaving page gave along: lost when the address is shared, so never needed to show a page. */
  state: unknown;
}

const listeners = new Set<() => void>();

export function here(): Location {
  const { pathname, search } = window.location;
  const path = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname;
  return { path: path.replace(/\/+$/, '') || '/', search: new URLSearchParams(search), state: window.history.state };
}

export function href(to: string): string {
  return BASE + to;
}

export function go(to: string, { replace = false, state = null as unknown } = {}): void {
  if (replace) window.history.replaceState(state, '', href(to));
  else window.history.pushState(state, '', href(to));
  for (const listener of listeners) listener();
}

export function onLocationChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

window.addEventListener('popstate', () => {
  for (const listener of listeners) listener();
});
