import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { here } from '../router/location';
import { Router } from '../router/Router';
import { Notices } from '../ui/Notice';
import { makeQueries } from './queries';
import { preparePage } from './routes';
import { Shell } from './Shell';

preparePage(here().path);

/** Renders the console for the signed-in member; the returned function takes it away together with everything it had cached. */
export function openConsole(root: HTMLElement): () => void {
  const place = document.createElement('div');
  root.replaceChildren(place);
  const queries = makeQueries();
  const rendered = createRoot(place);
  rendered.render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Router>
          <Shell />
          <Notices />
        </Router>
      </QueryClientProvider>
    </StrictMode>,
  );
  return () => {
    rendered.unmount();
    queries.clear();
  };
}
