/** Whether the window stands open, kept for this visit: the next page of the same tab shows it open too. */
const key = (apiKey: string | undefined) => `usher:${apiKey}:open`;

export function rememberOpen(apiKey: string | undefined, open: boolean): void {
  try {
    if (open) sessionStorage.setItem(key(apiKey), '1');
    else sessionStorage.removeItem(key(apiKey));
  } catch {}
}

export function openBefore(apiKey: string | undefined): boolean {
  try {
    return Boolean(sessionStorage.getItem(key(apiKey)));
  } catch {
    return false;
  }
}
