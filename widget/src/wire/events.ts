import { isRecord } from './problem';
import type { ConfirmationView, MessageView } from './readMessages';

/** The vocabulary of a streamed turn. */
export type ReplyEvent =
  | { type: 'turn.started'; turn_id: string; conversation_id: string; message_id: string }
  | {
      type: 'tool.progress';
      call_id: string;
      label: string;
      state: string;
      confirmation?: ConfirmationView | null | undefined;
    }
  | { type: 'text.delta'; message_id: string; delta: string }
  | { type: 'citation'; index: number; title: string; url?: string | null }
  | { type: 'message.replaced'; message_id: string; text: string }
  | { type: 'message.completed'; message_id: string; finish_reason: string; usage?: Usage | null }
  | { type: 'limit.warning'; messages_left?: number; resets_at?: string }
  | { type: 'handoff.requested' }
  | { type: 'agent.joined'; name?: string }
  | { type: 'turn.completed' }
  | { type: 'error'; problem: Record<string, unknown> };

export interface Usage {
  readonly messages_left?: number | null;
  readonly resets_at?: string | null;
}

/** The same turn answered as JSON. */
export interface TurnView {
  readonly turn: string;
  readonly conversation: string;
  readonly message: MessageView;
  readonly limits?: Usage | null;
}

/**
 * Reads one event. What is not JSON is no event; a type we do not know is left to the reader, who ignores it, so that
 * servers may add to the vocabulary.
 */
export function readEvent(name: string, data: string): ReplyEvent | undefined {
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    return undefined;
  }
  if (!isRecord(body)) return undefined;
  // A problem may come bare, and its own `type` is a URI then: so the name of the event decides.
  if (name === 'error' || body.type === 'error') {
    return { type: 'error', problem: isRecord(body.problem) ? body.problem : body };
  }
  return { ...body, type: name || body.type } as ReplyEvent;
}

/** A stored answer as the events that would have streamed it. */
export function eventsOf({ turn, conversation, message, limits }: TurnView): ReplyEvent[] {
  return [
    { type: 'turn.started', turn_id: turn, conversation_id: conversation, message_id: message.id },
    ...(message.tool_calls ?? []).map((tool) => ({ type: 'tool.progress' as const, call_id: tool.id, ...tool })),
    { type: 'text.delta', message_id: message.id, delta: message.text },
    ...(message.citations ?? []).map((citation) => ({ type: 'citation' as const, ...citation })),
    {
      type: 'message.completed',
      message_id: message.id,
      finish_reason: message.finish_reason ?? 'stop',
      usage: limits ?? null,
    },
  ];
}
