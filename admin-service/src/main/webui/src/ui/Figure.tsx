import type { ReactNode } from 'react';
import { Sparkline } from './Sparkline';

interface FigureProps {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  /** One value a day, oldest first. */
  trend?: number[];
}

export function Figure({ label, value, note, trend }: FigureProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 py-1">
      <p className="text-sm text-quiet">{label}</p>
      <p className="figures text-xl font-strong">{value}</p>
      {trend && <Sparkline values={trend} />}
      <p className="figures min-h-4 text-xs text-quiet">{note}</p>
    </div>
  );
}

export function FigureRow({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-4">{children}</div>;
}

export function WaitingFigure() {
  return (
    <div className="flex flex-col gap-2 py-1" aria-hidden>
      <span className="skeleton h-3 w-20" />
      <span className="skeleton h-6 w-28" />
      <span className="skeleton h-8 w-full opacity-50" />
      <span className="skeleton h-3 w-16" />
    </div>
  );
}
