import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Link } from '../router/Link';
import { button, classes } from './classes';

type Look = keyof typeof button;

interface ButtonProps extends ComponentProps<'button'> {
  look?: Look;
  small?: boolean;
  /** Shows a spinner and takes no clicks while the act is under way. */
  busy?: boolean;
}

function size(small: boolean): string {
  return small ? 'h-7 px-2 text-sm pointer-coarse:h-9' : 'h-8 px-3 text-base pointer-coarse:h-10';
}

export function Button({ look = 'plain', small = false, busy = false, className, children, ...rest }: ButtonProps) {
  const style = classes(button[look], size(small), className);
  return (
    <button type="button" {...rest} className={style} disabled={rest.disabled || busy} aria-busy={busy || undefined}>
      {busy && <LoaderCircle size={16} className="spin" aria-hidden />}
      {children}
    </button>
  );
}

export function LinkButton({ look = 'plain', className, ...rest }: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link {...rest} className={classes(button[look], size(false), className)} />;
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** What it does, in words: the accessible name and the tooltip. */
  label: string;
}

export function IconButton({ label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(button.quiet, 'size-8 shrink-0 pointer-coarse:size-10', className)}
    />
  );
}
