import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** One quiet line that opens. */
export function Fold({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group/fold rounded-card border border-line open:bg-raised">
      <summary className="flex min-h-9 list-none items-center gap-2 rounded-card px-2.5 py-1 text-sm hover:bg-text/3">
        <ChevronRight
          size={16}
          className="shrink-0 text-quiet transition-transform group-open/fold:rotate-90 rtl:rotate-180 rtl:group-open/fold:rotate-90"
          aria-hidden
        />
        {summary}
      </summary>
      <div className="border-t border-line px-3 py-2.5">{children}</div>
    </details>
  );
}
