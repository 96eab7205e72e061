import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { isPlatform, useMember } from '../api/member';
import { useWords } from '../language/useWords';
import { Routes, useLeaving, usePath } from '../router/Router';
import { ErrorBoundary } from './ErrorBoundary';
import { Home } from './Home';
import { NotFound } from './NotFound';
import { PageWaiting } from './PageWaiting';
import { Rail } from './Rail';
import { routes } from './routes';
import { TopBar } from './TopBar';

const Palette = lazy(() => import('./Palette'));

export type PaletteMode = 'all' | 'tenants';

/** The frame around every page: the rail, the page, and the command palette above both. */
export function Shell() {
  const t = useWords();
  const path = usePath();
  const platform = isPlatform(useMember());
  const [palette, setPalette] = useState<PaletteMode | null>(null);
  const [rail, setRail] = useState(false);
  const main = useRef<HTMLElement>(null);
  useShortcut(() => setPalette(open => (open ? null : 'all')));
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the path changes
  useEffect(() => {
    setRail(false);
    main.current?.scrollTo(0, 0);
  }, [path]);

  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="sr-only z-60 rounded-control bg-raised px-3 py-2 focus:not-sr-only focus:absolute focus:m-2"
      >
        {t('shell.skip')}
      </a>
      <Progress />
      <TopBar onMenu={() => setRail(true)} onSearch={() => setPalette('all')} />
      <Rail open={rail} onClose={() => setRail(false)} onSearch={setPalette} />
      <main ref={main} id="main" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto outline-none">
        <ErrorBoundary key={path}>
          <Suspense fallback={<PageWaiting />}>
            <Routes routes={[{ pattern: '/', page: <Home /> }, ...routes]} otherwise={<NotFound />} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <Suspense>{palette && <Palette mode={platform ? palette : 'all'} onClose={() => setPalette(null)} />}</Suspense>
    </div>
  );
}

function useShortcut(action: () => void): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** A hairline at the top while the next page is on its way. */
function Progress() {
  const leaving = useLeaving();
  if (!leaving) return null;
  return (
    <div className="fixed inset-x-0 top-0 z-60 h-0.5 overflow-hidden" aria-hidden>
      <div className="h-full w-2/5 bg-accent" style={{ animation: 'slide 0.9s ease-out infinite' }} />
    </div>
  );
}
