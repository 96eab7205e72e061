import { Session } from '../session/session';
import type { ReplyEvent } from '../wire/events';
import { Problem } from '../wire/problem';
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

/** The frames of a stream numbered from 1, without those up to `after`. */
function streamed(events: readonly (ReplyEvent | 'cut')[], after = 0): Response {
  const frames = events.filter((event) => event !== 'cut');
  const text = frames.map((event, at) => `id: ${at + 1}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  return new Response(text.slice(after).join(''), { headers: { 'Content-Type': 'text/event-stream' } });
}

/**
 * A chat-service that plays a list of steps, and a conversation with it. For tests. Each step of `again` is one attempt
 * to listen again to the turn; without one nobody remembers the turn.
 */
export function scripted(steps: Step[], { apiKey = 'pk_a', history = [] as MessageView[], again = [] as Step[] } = {}) {
  const turns: Record<string, unknown>[] = [];
  const world = { online: true, now: 0, waited: 0, sessions: 0, history: [...history], paused: () => {} };
  const attached: [path: string, after: number | undefined][] = [];
  const request: Request = async (path, { body, after }) => {
    if (path === 'sessions') {
      const token = `token-${++world.sessions}`;
      return Response.json({ token, visitor: 'vis_1', expires_at: '2100-01-01T00:00:00Z' });
    }
    if (path.startsWith('conversations/')) return Response.json({ data: world.history, has_more: false });
    if (path.startsWith('turns/')) {
      attached.push([path, after]);
      if (path.endsWith('/stop')) return new Response();
      const step = again.shift() ?? { fails: new Problem(404, 'not-found') };
      if ('fails' in step) throw step.fails;
      return streamed(step.stream, after);
    }
    turns.push(body as Record<string, unknown>);
    const step = steps.shift();
    if (!step) throw new Error('The script has no further step.');
    if ('fails' in step) throw step.fails;
    world.history.push(...(step.stores ?? []));
    return streamed(step.stream);
  };
  const told = {
    holds: [] as (Hold | undefined)[],
    connections: [] as string[],
    answers: [] as string[],
    errors: 0,
    working: [] as boolean[],
  };
  const watcher: Watcher = {
    changed: () => undefined,
    rearranged: () => undefined,
    working: (on) => told.working.push(on),
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
        world.now += ms;
        world.paused();
      },
    },
    watcher,
  );
  return { conversation, session, turns, attached, world, told, shown: () => conversation.entries.map(line) };
}

/** An entry as a line: what a visitor sees of it. */
function line(entry: Entry): string {
  if (entry.kind === 'question') return `? ${entry.text} (${[entry.state, entry.failure].filter(Boolean).join(', ')})`;
  return entry.kind === 'answer' ? `! ${entry.text} (${entry.state})` : `- ${entry.about}`;
}
