import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Page } from '../api/page';
import { useWords } from '../language/useWords';
import { useHistoryState, useSearch } from '../router/Router';
import { Button } from './Button';

/** Where a list stands: the cursor is in the address (`after`), the way back in the history. */
export function useCursor() {
  const [search] = useSearch();
  return search.get('after') ?? '';
}

export function Paging({ page }: { page: Page<unknown> | undefined }) {
  const t = useWords();
  const [search, change] = useSearch();
  const trail = trailOf(useHistoryState());
  const after = search.get('after') ?? '';
  if (!page || (!after && !page.has_more)) return null;
  const back = () => change({ after: trail.at(-1) ?? '' }, { trail: trail.slice(0, -1) });
  const on = () => change({ after: page.next_cursor ?? '' }, { trail: [...trail, after] });
  return (
    <nav aria-label={t('paging.label')} className="flex items-center justify-end gap-2 pt-4">
      <Button small disabled={!after} onClick={back}>
        <ChevronLeft size={16} className="pointing" aria-hidden />
        {t('paging.previous')}
      </Button>
      <Button small disabled={!page.has_more} onClick={on}>
        {t('paging.next')}
        <ChevronRight size={16} className="pointing" aria-hidden />
      </Button>
    </nav>
  );
}

function trailOf(state: unknown): string[] {
  const trail = typeof state === 'object' && state !== null ? (state as { trail?: unknown }).trail : null;
  return Array.isArray(trail) ? trail.filter(each => typeof each === 'string') : [];
}
