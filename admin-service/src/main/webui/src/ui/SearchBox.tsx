import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classes, input } from './classes';

interface SearchBoxProps {
  label: string;
  value: string;
  /** Called when typing pauses. */
  onChange: (value: string) => void;
}

const PAUSE_MS = 250;

export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <div className="relative w-full sm:w-64">
      <Search size={16} className="pointer-events-none absolute inset-y-0 start-2.5 my-auto text-quiet" aria-hidden />
      <input
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        className={classes(input, 'h-8 ps-8 pointer-coarse:h-10')}
      />
    </div>
  );
}
