import { useSyncExternalStore } from 'react';

export interface RecentTenant {
  id: string;
  name: string;
}

const KEY = 'usher.recent';
const MOST = 5;
const listeners = new Set<() => void>();
let recent: RecentTenant[] = read();

/** The tenants this member looked at, the newest on top; kept in this browser. */
export function useRecent(): RecentTenant[] {
  return useSyncExternalStore(onChange, () => recent);
}

export function remember({ id, name }: RecentTenant): void {
  const known = recent.some(tenant => tenant.id === id);
  // A known one keeps its place: the list must not move under the pointer.
  recent = known
    ? recent.map(tenant => (tenant.id === id ? { id, name } : tenant))
    : [{ id, name }, ...recent].slice(0, MOST);
  localStorage.setItem(KEY, JSON.stringify(recent));
  for (const listener of listeners) listener();
}

/** For the next member at this browser, who may not know these tenants. */
export function forgetRecent(): void {
  recent = [];
  localStorage.removeItem(KEY);
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): RecentTenant[] {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '[]') as RecentTenant[] | null) ?? [];
  } catch {
    return [];
  }
}
