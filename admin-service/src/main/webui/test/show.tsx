import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { type ReactNode, Suspense } from 'react';
import { makeQueries } from '../src/app/queries';
import { go } from '../src/router/location';
import { Router, Routes } from '../src/router/Router';
import { Notices } from '../src/ui/Notice';

/** Renders a page at its address, with everything a page may expect around it. */
export function show(pattern: string, path: string, page: ReactNode) {
  go(path);
  return render(
    <QueryClientProvider client={makeQueries()}>
      <Router>
        <Suspense>
          <Routes routes={[{ pattern, page }]} otherwise={<p>Elsewhere</p>} />
        </Suspense>
        <Notices />
      </Router>
    </QueryClientProvider>,
  );
}
