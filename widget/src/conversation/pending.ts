import type { MessageView } from '../wire/readMessages';
import type { Decision } from '../wire/sendTurn';
import { type Entry, entryOf, type Question } from './entry';

/** A message whose answer has not been seen, kept over a reload together with the id it was sent under. */
export interface Pending {
  readonly key: string;
  readonly text: string;
  /** The turn that answers it, once it runs. */
  readonly turn?: string | undefined;
  readonly decision?: Decision | undefined;
}

export function unsettled(entries: readonly Entry[]): Pending[] {
  const open = entries.filter((entry, at): entry is Question => {
    const next = entries[at + 1];
    const answered = next?.kind === 'answer' && next.state === 'done';
    return entry.kind === 'question' && !entry.old && !(entry.state === 'sent' && answered);
  });
  return open.map(({ key, text, turn, decision }) => ({
    key,
    text,
    ...(turn && { turn }),
    ...(decision && { decision }),
  }));
}

/**
 * The stored talk and what was on its way when the page went. A question that arrived but was not answered yet is followed
 * again, or asked again under its old id, which brings the answer and never a second one; one that never arrived waits for
 * the visitor.
 */
export function weave(stored: readonly MessageView[], pending: readonly Pending[]): Entry[] {
  const entries = stored.map(entryOf).filter((entry) => entry !== undefined);
  const recent = entries.filter((entry) => entry.kind === 'question').slice(-pending.length || entries.length);
  for (const { key, text, turn, decision } of pending) {
    const question = { kind: 'question', key, text, turn, ...(decision && { decision }) } as const;
    const arrived = recent.find((entry) => entry.text === text);
    const last = entries.at(-1);
    if (arrived && arrived === last) entries.splice(-1, 1, { ...question, state: 'waiting' });
    else if (!arrived) entries.push({ ...question, turn: undefined, state: 'failed', failure: 'not-sent' });
  }
  return entries;
}
