import { QueryClient } from '@tanstack/react-query';
import { Problem, Unreachable } from '../api/problem';

const TRIES = 3;

/** Reading is tried again when the service was away; what it refused is shown at once. Changes are never repeated by themselves. */
export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < TRIES - 1 && mayPass(error),
        retryDelay: delay,
      },
      mutations: { retry: false },
    },
  });
}

function mayPass(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Problem && [429, 502, 503, 504].includes(error.status));
}

function delay(attempt: number, error: unknown): number {
  const wanted = error instanceof Problem ? error.retryAfterSeconds : null;
  return wanted === null ? 400 * 2 ** attempt : Math.min(wanted, 5) * 1000;
}
