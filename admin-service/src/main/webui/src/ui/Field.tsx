import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes, input } from './classes';

interface Frame {
  label: string;
  help?: ReactNode;
  error?: string | null;
  optional?: string;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

function Framed({ label, help, error, optional, control }: Frame & { control: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const note = error || help;
  const wiring: Wiring = {
    id,
    'aria-describedby': note ? `${id}-note` : undefined,
    'aria-invalid': error ? true : undefined,
  };
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-sm font-strong">
          {label}
        </label>
        {optional && <span className="text-xs text-quiet">{optional}</span>}
      </div>
      {control(wiring)}
      {note && (
        <p id={`${id}-note`} className={classes('text-sm', error ? 'text-bad' : 'text-quiet')}>
          {note}
        </p>
      )}
    </div>
  );
}

function split<P extends Frame>(props: P): [Frame, Omit<P, keyof Frame>] {
  const { label, help, error, optional, ...rest } = props;
  return [{ label, help, error, optional } as Frame, rest];
}

export function TextField(props: Frame & ComponentProps<'input'>) {
  const [frame, rest] = split(props);
  return (
    <Framed
      {...frame}
      control={wiring => (
        <input dir="auto" {...rest} {...wiring} className={classes(input, 'h-8 pointer-coarse:h-10')} />
      )}
    />
  );
}

export function TextArea(props: Frame & ComponentProps<'textarea'>) {
  const [frame, rest] = split(props);
  return (
    <Framed
      {...frame}
      control={wiring => (
        <textarea dir="auto" {...rest} {...wiring} className={classes(input, 'resize-y py-1.5', rest.className)} />
      )}
    />
  );
}

export function SelectField(props: Frame & ComponentProps<'select'>) {
  const [frame, rest] = split(props);
  return (
    <Framed
      {...frame}
      control={wiring => (
        <div className="relative">
          <select {...rest} {...wiring} className={classes(input, 'h-8 appearance-none pe-8 pointer-coarse:h-10')} />
          <ChevronDown
            size={16}
            className="pointer-events-none absolute inset-y-0 end-2 my-auto text-quiet"
            aria-hidden
          />
        </div>
      )}
    />
  );
}
