import type { ReactNode } from 'react';
import { useWords } from '../language/useWords';

interface PageProps {
  title: string;
  /** One line of what the page is for. */
  intro?: ReactNode;
  /** The primary action, at the end of the title's row. */
  action?: ReactNode;
  children: ReactNode;
}

export function Page({ title, intro, action, children }: PageProps) {
  return (
    <div className="mx-auto w-full max-w-280 px-4 py-5 sm:px-8 sm:py-7">
      <PageTitle title={title} />
      <header className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h1 className="text-xl font-strong">{title}</h1>
          {intro && <p className="text-quiet">{intro}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

export function PageTitle({ title }: { title: string }) {
  const t = useWords();
  return <title>{`${title} · ${t('product')}`}</title>;
}

interface SectionProps {
  title: string;
  intro?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, intro, action, children }: SectionProps) {
  return (
    <section className="mt-8" aria-label={title}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="font-strong">{title}</h2>
          {intro && <p className="text-sm text-quiet">{intro}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Names and values, one a row. */
export function Facts({ facts }: { facts: Record<string, ReactNode> }) {
  return (
    <dl className="grid text-sm">
      {Object.entries(facts).map(([name, value]) => (
        <div
          key={name}
          className="grid min-h-9 grid-cols-[minmax(96px,38%)_1fr] items-center gap-3 border-b border-line py-1.5 last:border-0"
        >
          <dt className="text-quiet">{name}</dt>
          <dd className="figures min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
