import type { ReactNode } from 'react';

interface EmptyProps {
  icon: ReactNode;
  title: string;
  help: string;
  action?: ReactNode;
}

/** A sentence and an action where a list would be. */
export function Empty({ icon, title, help, action }: EmptyProps) {
  return (
    <div className="grid justify-items-center gap-1 px-4 py-16 text-center">
      <span className="mb-2 text-quiet/80">{icon}</span>
      <p className="font-strong">{title}</p>
      <p className="max-w-96 text-balance text-quiet">{help}</p>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
