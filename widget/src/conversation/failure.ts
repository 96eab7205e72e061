import { Problem } from '../wire/problem';
import type { Failure } from './entry';

/** What to do about a turn that went wrong. */
export type Remedy =
  /** A new session, and once more. */
  | { kind: 'new-session' }
  /** The conversation is ended or not ours any more: once more in a new one. */
  | { kind: 'new-conversation' }
  /** Ask again after so many ms: the same message is answered once, however often it is sent. */
  | { kind: 'again'; after: number }
  /** Wait with everything until then. */
  | { kind: 'limited'; until: number }
  | { kind: 'plan'; until: number | undefined }
  | { kind: 'give-up'; failure: Failure };

const tries = 2;
/** A turn with tools may take half a minute. */
const patience = 20;

/** The first rule that fits decides. `attempt` counts from 0; `inConversation`: the message named a conversation. */
export function remedyFor(error: unknown, attempt: number, inConversation: boolean, now: number): Remedy {
  if (!(error instanceof Problem)) return retry(attempt, undefined);
  const { status, code, retryAfter, resetsAt } = error;
  if (code === 'confirmation-unknown') return { kind: 'give-up', failure: 'over' };
  const resets = resetsAt ? Date.parse(resetsAt) || undefined : undefined;
  if (status === 402) return { kind: 'plan', until: resets };
  if (status === 429)
    return { kind: 'limited', until: retryAfter ? now + retryAfter * 1000 : (resets ?? now + 30_000) };
  if (error.streamed) return { kind: 'give-up', failure: 'no-answer' };
  if (status === 401 && attempt === 0) return { kind: 'new-session' };
  if (inConversation && (status === 404 || code === 'conversation-ended')) return { kind: 'new-conversation' };
  if (code === 'turn-in-progress' && attempt < patience) return { kind: 'again', after: (retryAfter ?? 1.5) * 1000 };
  if (status === 502 || status === 503 || status === 504) return retry(attempt, retryAfter);
  if (status === 401 || status === 403) return { kind: 'give-up', failure: 'unavailable' };
  if (status === 413 || code === 'message-too-long') return { kind: 'give-up', failure: 'too-long' };
  return { kind: 'give-up', failure: status === 409 ? 'no-answer' : 'not-sent' };
}

const retry = (attempt: number, retryAfter: number | undefined): Remedy =>
  attempt < tries
    ? { kind: 'again', after: Math.min(retryAfter ?? 0.6 * 2 ** attempt, 5) * 1000 }
    : { kind: 'give-up', failure: 'not-sent' };
