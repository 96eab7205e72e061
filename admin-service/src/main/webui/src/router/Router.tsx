import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useTransition } from 'react';
import { go, here, type Location, onLocationChange } from './location';
import { match, type Params } from './match';

interface Navigation extends Location {
  /** True while the next page's code is on its way; the present page stays visible meanwhile. */
  leaving: boolean;
}

const Navigating = createContext<Navigation>({ ...here(), leaving: false });
const Parameters = createContext<Params>({});

/** Follows the address bar. Changes are transitions, so a page stays until the next one can be shown. */
export function Router({ children }: { children: ReactNode }) {
  const [location, setLocation] = useState(here);
  const [leaving, start] = useTransition();
  useEffect(() => {
    const follow = () => start(() => setLocation(here()));
    follow(); // A page that redirects as soon as it is shown does so before this effect runs.
    return onLocationChange(follow);
  }, []);
  const value = useMemo(() => ({ ...location, leaving }), [location, leaving]);
  return <Navigating value={value}>{children}</Navigating>;
}

export interface Route {
  pattern: string;
  page: ReactNode;
}

/** The first route that fits the path. */
export function Routes({ routes, otherwise }: { routes: Route[]; otherwise: ReactNode }) {
  const { path } = useContext(Navigating);
  for (const route of routes) {
    const params = match(route.pattern, path);
    if (params) return <Parameters value={params}>{route.page}</Parameters>;
  }
  return otherwise;
}

export function usePath(): string {
  return useContext(Navigating).path;
}

export function useLeaving(): boolean {
  return useContext(Navigating).leaving;
}

export function useHistoryState(): unknown {
  return useContext(Navigating).state;
}

export function useParam(name: string): string {
  return useContext(Parameters)[name] ?? '';
}

/** The query of the address and a way to change parts of it; an empty value removes its name. */
export function useSearch(): [URLSearchParams, (change: Record<string, string>, state?: unknown) => void] {
  const { search } = useContext(Navigating);
  const change = (values: Record<string, string>, state: unknown = null) => {
    const next = new URLSearchParams(here().search);
    for (const [name, value] of Object.entries(values)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    go(here().path + (query ? `?${query}` : ''), { replace: state === null, state });
  };
  return [search, change];
}
