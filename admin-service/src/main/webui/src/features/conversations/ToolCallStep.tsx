import { Ban, Check, CircleAlert, Clock, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { duration } from '../../language/formats';
import { useWords } from '../../language/useWords';
import { Fold } from '../../ui/Fold';
import type { ToolCall } from './conversation';

/** A step the assistant took: one line, and on opening it what was sent and what came back. */
export function ToolCallStep({ call }: { call: ToolCall }) {
  const t = useWords();
  const failed = call.state === 'failed';
  return (
    <Fold
      summary={
        <>
          <Icon state={call.state} />
          <span dir="auto" className="line">
            {call.label || call.name}
          </span>
          {failed && <span className="text-bad">{t('tool.failed')}</span>}
          {call.state === 'needs_confirmation' && <span className="text-quiet">{t('tool.waiting')}</span>}
          {call.state === 'declined' && <span className="text-quiet">{t('tool.declined')}</span>}
          {call.state === 'expired' && <span className="text-quiet">{t('tool.expired')}</span>}
          {call.duration_ms != null && (
            <bdi className="figures ms-auto shrink-0 text-xs text-quiet">{duration(call.duration_ms)}</bdi>
          )}
        </>
      }
    >
      <dl className="grid gap-3 text-sm">
        <Detail name={t('tool.tool')}>
          <code dir="ltr" className="font-mono text-xs">
            {call.name}
          </code>
        </Detail>
        <Detail name={t('tool.arguments')}>
          <Json value={call.arguments} />
        </Detail>
        <Detail name={t('tool.result')}>
          <Json value={call.result} />
        </Detail>
      </dl>
    </Fold>
  );
}

function Icon({ state }: { state: string }) {
  if (state === 'failed') return <CircleAlert size={16} className="shrink-0 text-bad" aria-hidden />;
  if (state === 'succeeded') return <Check size={16} className="shrink-0 text-good" aria-hidden />;
  if (state === 'declined') return <Ban size={16} className="shrink-0 text-quiet" aria-hidden />;
  if (state === 'expired' || state === 'needs_confirmation')
    return <Clock size={16} className="shrink-0 text-quiet" aria-hidden />;
  return <LoaderCircle size={16} className="shrink-0 text-quiet" aria-hidden />;
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <dt className="text-xs text-quiet">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function Json({ value }: { value: unknown }) {
  const t = useWords();
  if (value === undefined || value === null) return <span className="text-quiet">{t('none')}</span>;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <pre
      dir="ltr"
      className="max-h-80 overflow-auto rounded-control bg-sunken px-2.5 py-2 font-mono text-xs whitespace-pre-wrap break-words"
    >
      {text}
    </pre>
  );
}
