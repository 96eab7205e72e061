import { type ComponentType, lazy, type ReactNode } from 'react';
import { match } from '../router/match';
import type { Route } from '../router/Router';

type Load = () => Promise<{ default: ComponentType }>;

const frame = () => import('./TenantFrame');
const TenantFrame = lazy(frame);

interface LazyRoute extends Route {
  /** Fetches the code of the page. */
  prepare: () => void;
}

/** Every page is its own chunk. */
export const routes: LazyRoute[] = [
  page('/tenants', () => import('../features/tenants/TenantsPage')),
  tab('/tenants/:tenant', () => import('./TenantOverviewPage')),
  tab('/tenants/:tenant/conversations', () => import('../features/conversations/ConversationsPage')),
  page('/tenants/:tenant/conversations/:conversation', () => import('../features/conversations/ConversationPage')),
  tab('/tenants/:tenant/usage', () => import('../features/usage/UsagePage')),
  tab('/tenants/:tenant/knowledge', () => import('../features/knowledge/KnowledgePage')),
  tab('/tenants/:tenant/tools', () => import('../features/tools/ToolsPage')),
];

/** Begins to fetch the page of an address before anything is rendered. */
export function preparePage(path: string): void {
  routes.find(route => match(route.pattern, path))?.prepare();
}

function page(pattern: string, load: Load): LazyRoute {
  const Page = lazy(load);
  return route(pattern, <Page />, [load]);
}

function tab(pattern: string, load: Load): LazyRoute {
  const Page = lazy(load);
  return route(pattern, <TenantFrame page={<Page />} />, [frame, load]);
}

function route(pattern: string, page: ReactNode, loads: (() => Promise<unknown>)[]): LazyRoute {
  return { pattern, page, prepare: () => loads.forEach(load => void load().catch(() => undefined)) };
}
