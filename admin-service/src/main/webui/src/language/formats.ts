import { language } from './words';

const MICROS = 1_000_000;

export function number(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** 12,345 as 12.3K: for places where the shape matters more than the digit. */
export function compact(value: number): string {
  return new Intl.NumberFormat(language(), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

export function percent(share: number, signed = false): string {
  const options: Intl.NumberFormatOptions = {
    signDisplay: signed ? 'exceptZero' : 'auto',
    style: 'percent',
    maximumFractionDigits: share !== 0 && Math.abs(share) < 0.1 ? 1 : 0,
  };
  return new Intl.NumberFormat(language(), options).format(share);
}

/** Money from millionths of the currency's unit. Amounts below one unit show four digits, because one answer costs less than a cent. */
export function money(micros: number, currency = 'USD'): string {
  const amount = micros / MICROS;
  const small = micros !== 0 && Math.abs(amount) < 1;
  return new Intl.NumberFormat(language(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: small ? 4 : 2,
    maximumFractionDigits: small ? (Math.abs(amount) < 0.0001 ? 6 : 4) : 2,
  }).format(amount);
}

export function exact(time: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(time));
}

export function clock(time: string): string {
  return new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }).format(new Date(time));
}

/** A calendar day such as 2026-11-03, which has no time zone. */
export function day(date: string, style: 'short' | 'long' = 'short'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'short' ? { month: 'short', day: 'numeric' } : { weekday: 'short', month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(language(), { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

export function month(value: string): string {
  const options: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(language(), options).format(new Date(`${value}-01T00:00:00Z`));
}

/** How long something took, in the unit a person would say. */
export function duration(milliseconds: number): string {
  const unit = milliseconds < 1000 ? 'millisecond' : 'second';
  const value = milliseconds < 1000 ? Math.round(milliseconds) : milliseconds / 1000;
  return new Intl.NumberFormat(language(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

/** Units with their seconds, and how many of them are said before the next one is. */
const UNITS: [unit: Intl.RelativeTimeFormatUnit, seconds: number, most: number][] = [
  ['minute', 60, 59],
  ['hour', 3600, 23],
  ['day', 86_400, 7],
];

/** "5 minutes ago" up to a week, then the date. */
export function relative(time: string, now: number): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  const age = Math.abs(seconds);
  const words = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  if (age < 45) return words.format(0, 'second');
  for (const [unit, size, most] of UNITS) {
    const count = Math.max(1, Math.round(age / size));
    if (count <= most) return words.format(Math.sign(seconds) * count, unit);
  }
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = {
    month: 'short',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  };
  return new Intl.DateTimeFormat(language(), options).format(new Date(time));
}
