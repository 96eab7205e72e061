import type { CitationView, MessageView, ToolView } from '../wire/readMessages';
import type { Rating } from '../wire/sendFeedback';
import type { Decision } from '../wire/sendTurn';

/** Why a message did not get its answer, in the terms a visitor can act on. */
export type Failure = 'not-sent' | 'no-answer' | 'too-long' | 'unavailable' | 'plan' | 'over';

/** What the visitor wrote. `key` is also its clientMessageId, the same for every try. */
export interface Question {
  readonly kind: 'question';
  readonly key: string;
  readonly text: string;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  failure?: Failure | undefined;
  /** What it decides. Its text is the words on the button then. */
  readonly decision?: Decision | undefined;
  /** The running turn that answers it. */
  turn?: string | undefined;
  /** From the history. */
  readonly old?: boolean;
}

/** What came back. It exists from the moment its question is sent. */
export interface Answer {
  readonly kind: 'answer';
  readonly key: string;
  id?: string | undefined;
  text: string;
  tools: ToolView[];
  sources: CitationView[];
  state: 'waiting' | 'streaming' | 'done' | 'interrupted';
  /** Why a complete answer ends where it does, in the server's words. */
  finish?: string | null | undefined;
  rating?: Rating | null | undefined;
  /** From the history: shown at once, without an entrance. */
  readonly old?: boolean;
}

/** A quiet line between messages, such as somebody joining. */
export interface Note {
  readonly kind: 'note';
  readonly key: string;
  readonly about: 'handoff' | 'joined';
  readonly name: string;
}

export type Entry = Question | Answer | Note;

export const emptyAnswer = (key: string): Answer => ({
  kind: 'answer',
  key,
  text: '',
  tools: [],
  sources: [],
  state: 'waiting',
});

/** A stored message as an entry; roles that are not part of the talk (system, tool) have none. */
export function entryOf(message: MessageView): Entry | undefined {
  const { id, role, text } = message;
  if (role === 'user' || role === 'visitor') {
    return { kind: 'question', key: id, text, state: 'sent', old: true };
  }
  if (role !== 'assistant' && role !== 'agent') return undefined;
  return { ...emptyAnswer(id), ...contentOf(message), old: true };
}

export const contentOf = (message: MessageView) => ({
  id: message.id,
  text: message.text,
  tools: [...(message.tool_calls ?? [])],
  sources: [...(message.citations ?? [])],
  state: 'done' as const,
  finish: message.finish_reason,
  rating: message.rating,
});
