import { classes } from './classes';

interface ChipsProps<V extends string> {
  label: string;
  options: { value: V; text: string }[];
  value: V;
  onChange: (value: V) => void;
}

/** One choice of a few: filters under a page's title, and small switches of a view. */
export function Chips<V extends string>({ label, options, value, onChange }: ChipsProps<V>) {
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{label}</legend>
      {options.map(option => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={classes(
            'h-7 rounded-full border px-2.5 text-sm whitespace-nowrap transition-colors pointer-coarse:h-9 pointer-coarse:px-3.5',
            option.value === value
              ? 'border-accent/35 bg-accent-quiet text-text'
              : 'border-line text-quiet hover:border-line-strong hover:text-text',
          )}
        >
          {option.text}
        </button>
      ))}
    </fieldset>
  );
}
