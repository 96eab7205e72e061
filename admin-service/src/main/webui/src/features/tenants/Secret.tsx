import type { ReactNode } from 'react';
import { useWords } from '../../language/useWords';
import { Copy } from '../../ui/Copy';

interface SecretProps {
  label: string;
  help: ReactNode;
  text: string;
}

/** A key in full, to be copied. */
export function Secret({ label, help, text }: SecretProps) {
  const t = useWords();
  return (
    <div className="grid gap-1.5">
      <p className="text-sm font-strong">{label}</p>
      <div className="flex items-center justify-between gap-2 rounded-control border border-line bg-sunken py-1 ps-3 pe-1.5">
        <code dir="ltr" className="min-w-0 font-mono text-xs break-all">
          {text}
        </code>
        <Copy text={text} label={t('copy.named', { name: label })} />
      </div>
      <p className="text-sm text-quiet">{help}</p>
    </div>
  );
}
