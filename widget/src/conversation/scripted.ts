import { Session } from '../session/session';
import type { ReplyEvent } from '../wire/events';
import type { MessageView } from '../wire/readMessages';
import type { Request } from '../wire/request';
import { Conversation } from './conversation';
import type { Entry } from './entry';
import type { Hold, Watcher } from './watcher';

/** What the scripted service does with one turn: streams these events (and closes), or fails. */
export type Step = { stream: (ReplyEvent | 'cut')[]; stores?: MessageView[] } | { fails: unknown };

export const reply = (text: string, conversation = 'cnv_1'): ReplyEvent[] => [
  { type: 'turn.started', turn_id: 'trn_1', conversation_id: conversation, message_id: `msg_${text}` },
  { type: 'text.delta', message_id: `msg_${text}`, delta: text },
  { type: 'message.completed', message_id: `msg_${text}`, finish_reason: 'stop' },
];

export const stored = (role: string, text: string): MessageView => ({ id: `msg_${text}`, role, text });

/** A chat-service that plays a list of steps, and a conversation with it. For tests. */
export function scripted(steps: Step[], { apiKey = 'pk_a', history = [] as MessageView[] } = {}) {
  const turns: Record<string, unknown>[] = [];
  const world = { online: true, now: 0, waited: 0, sessions: 0, history: [...history] };
  const request: Request = async (path, { body }) => {
    if (path === 'sessions') {
      const token = `token-${++world.sessions}`;
      return Response.json({ token, visitor: 'vis_1', expires_at: '2100-01-01T00:00:00Z' });
    }
    if (path.startsWith('conversations/')) return Response.json({ data: world.history, has_more: false });
    turns.push(body as Record<string, unknown>);
    const step = steps.shift();
    if (!step) throw new Error('The script has no further step.');
    if ('fails' in step) throw step.fails;
    world.history.push(...(step.stores ?? []));
    const frames = step.stream.filter((event) => event !== 'cut');
    const text = frames.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
    return new Response(text, { headers: { 'Content-Type': 'text/event-stream' } });
  };
  const told = { holds: [] as (Hold | undefined)[], connections: [] as string[], answers: [] as string[], errors: 0 };
  const watcher: Watcher = {
    changed: () => undefined,
    rearranged: () => undefined,
    usage: () => undefined,
    happened: () => undefined,
    held: (hold) => told.holds.push(hold),
    connection: (state) => told.connections.push(state),
    answered: ({ text }) => told.answers.push(text),
    failed: () => told.errors++,
  };
  const session = new Session(request, apiKey, () => undefined);
  let ids = 0;
  const conversation = new Conversation(
    {
      request,
      session,
      locale: () => 'en',
      online: () => world.online,
      now: () => world.now,
      newId: () => `id_${++ids}`,
      pause: async (ms) => {
        world.waited += ms;
      },
    },
    watcher,
  );
  return { conversation, session, turns, world, told, shown: () => conversation.entries.map(line) };
}

/** An entry as a line: what a visitor sees of it. */
function line(entry: Entry): string {
  if (entry.kind === 'question') return `? ${entry.text} (${[entry.state, entry.failure].filter(Boolean).join(', ')})`;
  return entry.kind === 'answer' ? `! ${entry.text} (${entry.state})` : `- ${entry.about}`;
}
