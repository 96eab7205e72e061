import { Check, Copy as CopyIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../language/useWords';
import { IconButton } from './Button';

function useCopy(text: string): [boolean, () => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  return [copied, () => void navigator.clipboard.writeText(text).then(() => setCopied(true))];
}

interface CopyProps {
  text: string;
  /** What is copied, such as "Copy tenant id". */
  label: string;
}

export function Copy({ text, label }: CopyProps) {
  const t = useWords();
  const [copied, copy] = useCopy(text);
  return (
    <IconButton
      label={copied ? t('action.copied') : label}
      onClick={copy}
      className="relative z-1 size-6! pointer-coarse:size-8!"
    >
      {copied ? <Check size={14} className="text-good" aria-hidden /> : <CopyIcon size={14} aria-hidden />}
    </IconButton>
  );
}

/** Something to paste elsewhere, shown as it will be pasted. */
export function Snippet({ text, label }: CopyProps) {
  return (
    <div className="relative rounded-card border border-line bg-sunken">
      <pre dir="ltr" className="py-3 ps-3 pe-12 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap">
        {text}
      </pre>
      <div dir="ltr" className="absolute end-1.5 top-1.5 rounded-control bg-sunken">
        <Copy text={text} label={label} />
      </div>
    </div>
  );
}

/** An id in mono. Long ones are shortened in the middle; the copy is whole. */
export function Id({ value, label }: { value: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-0.5 align-middle">
      <code dir="ltr" title={value} className="font-mono text-xs">
        {value.length > 20 ? `${value.slice(0, 9)}…${value.slice(-6)}` : value}
      </code>
      <Copy text={value} label={label} />
    </span>
  );
}
