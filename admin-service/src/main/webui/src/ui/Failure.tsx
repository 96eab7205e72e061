import { TriangleAlert } from 'lucide-react';
import { useWords } from '../language/useWords';
import { Button } from './Button';
import { explain } from './explain';

interface FailureProps {
  error: unknown;
  retry?: () => void;
}

/** Where content would be: what happened, what to do, and the id support will ask for. */
export function Failure({ error, retry }: FailureProps) {
  const t = useWords();
  const { title, help, requestId } = explain(error);
  return (
    <div role="alert" className="grid justify-items-center gap-1 px-4 py-16 text-center">
      <TriangleAlert size={20} className="mb-2 text-bad" aria-hidden />
      <p className="font-strong">{title}</p>
      <p className="max-w-96 text-balance text-quiet">{help}</p>
      {retry && (
        <Button onClick={retry} className="mt-3">
          {t('action.retry')}
        </Button>
      )}
      {requestId && (
        <p className="mt-3 text-xs text-quiet">
          {t('error.request')} <code className="font-mono">{requestId}</code>
        </p>
      )}
    </div>
  );
}

/** Inside a form or dialog: the same in two lines, or nothing without an error. */
export function Refused({ error }: { error: unknown }) {
  if (!error) return null;
  const { title, help } = explain(error);
  return (
    <div role="alert" className="rounded-control bg-bad-quiet px-3 py-2 text-sm">
      <p className="font-strong text-bad">{title}</p>
      <p>{help}</p>
    </div>
  );
}
