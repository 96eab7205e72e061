/** Time left as a visitor reads it: `0:42`, `12:05`, from an hour on `3 hours` in the visitor's language. */
export function countdown(left: number, tag: string): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
  const days = seconds > 48 * 3600;
  return new Intl.NumberFormat(tag, { style: 'unit', unit: days ? 'day' : 'hour', unitDisplay: 'long' }).format(
    Math.ceil(seconds / (days ? 86_400 : 3600)),
  );
}

/** A day to wait for, with the hour when it is near. */
export function moment(at: number, now: number, tag: string): string {
  const near = at - now < 36 * 3_600_000;
  return new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    ...(near && { hour: 'numeric', minute: '2-digit' }),
  }).format(at);
}
