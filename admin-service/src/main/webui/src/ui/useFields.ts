import { useState } from 'react';
import { Problem } from '../api/problem';

/** The sentence to show under a field, or null when it is fine. */
type Checks<F> = Partial<Record<keyof F, (value: string) => string | null>>;

/** The values of a small form: checked when a field is left, all of them on sending, and by the service's own answer. */
export function useFields<F extends Record<string, string>>(initial: F, checks: Checks<F>) {
  const [values, setValues] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<keyof F>>(new Set());
  const [refused, setRefused] = useState<Partial<Record<keyof F, string>>>({});
  const problemOf = (name: keyof F) => checks[name]?.(values[name] ?? '') ?? null;

  const field = (name: keyof F & string) => ({
    name,
    value: values[name] ?? '',
    error: refused[name] ?? (left.has(name) ? problemOf(name) : null),
    onChange: (event: { target: { value: string } }) => {
      setValues(before => ({ ...before, [name]: event.target.value }));
      setRefused(before => ({ ...before, [name]: undefined }));
    },
    onBlur: () => setLeft(before => new Set(before).add(name)),
  });

  /** Shows every problem; true when there is none. */
  const check = () => {
    const names = Object.keys(values) as (keyof F)[];
    setLeft(new Set(names));
    return names.every(name => problemOf(name) === null);
  };

  /** Puts the service's field problems under their fields; true when at least one found its place. */
  const refuse = (error: unknown) => {
    if (!(error instanceof Problem)) return false;
    const placed = error.fields.flatMap(({ pointer, message }) => {
      const name = pointer.split('/')[1] ?? '';
      return name in values ? [[name, message]] : [];
    });
    setRefused(Object.fromEntries(placed));
    return placed.length > 0;
  };

  return { values, field, check, refuse };
}
