// A faithful stand-in for chat-service: its paths, shapes and refusals, with everything kept in memory.
import { randomUUID } from 'node:crypto';
import { answerTo, decided } from './answers.mjs';
import { challengeFor, solves } from './challenge.mjs';
import { refusalFor } from './faults.mjs';
import { keys } from './tenants.mjs';
import { attach, startTurn } from './turns.mjs';

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, content-type, accept, last-event-id',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Expose-Headers': 'Retry-After',
  'Access-Control-Max-Age': '600',
};

const id = (prefix) => `${prefix}_${randomUUID().replace(/-/g, '').slice(0, 26)}`;

const send = (response, status, body, headers = {}) => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { ...cors, ...headers, 'Content-Type': type });
  response.end(
    body === undefined ? undefined : JSON.stringify(status < 400 ? body : { status, title: body.code, ...body }),
  );
};
const refuse = (response, status, code) => send(response, status, { code });

const bodyOf = async (request) => {
  let text = '';
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
};

export function chatService({ pace = 1 } = {}) {
  const sessions = new Map();
  const conversations = new Map();
  const turns = new Map();
  const tries = new Map();
  const answered = new Map();
  const requests = [];
  const feedback = [];
  const decisions = [];

  async function turn(request, response, session) {
    const { text, clientMessageId, conversation: named, confirmation, ...rest } = await bodyOf(request);
    if (Object.keys(rest).some((field) => field !== 'locale')) return refuse(response, 400, 'unknown-field');
    if (!text || !clientMessageId) return refuse(response, 400, 'invalid');
    if (named && conversations.get(named)?.visitor !== session.visitor) return refuse(response, 404, 'not-found');
    const count = (tries.get(clientMessageId) ?? 0) + 1;
    tries.set(clientMessageId, count);
    const refusal = refusalFor(text, count);
    if (refusal) {
      if (refusal.status === 401) sessions.delete(session.token);
      return send(response, refusal.status, refusal.body, refusal.headers);
    }
    const before = answered.get(clientMessageId);
    if (before) return send(response, 200, before);
    const waits = confirmation && waiting(named, confirmation.call);
    if (confirmation && !waits) return refuse(response, 404, 'confirmation-unknown');
    const conversation = named ?? id('cnv');
    if (!named) conversations.set(conversation, { visitor: session.visitor, messages: [] });
    const { messages } = conversations.get(conversation);
    const message = { id: id('msg'), role: 'user', text, citations: [], tool_calls: [], created_at: new Date() };
    if (count === 1 || !messages.some((one) => one.text === text)) messages.push(message);
    const stored = (answer) => {
      messages.push(answer);
      if (waits && answer.finish_reason === 'stop') {
        waits.state = confirmation.decision === 'confirm' ? 'succeeded' : 'declined';
        delete waits.confirmation;
        decisions.push(confirmation);
      }
      answered.set(clientMessageId, { turn: started.turn_id, conversation, message: answer, limits: null });
    };
    const started = { turn_id: id('trn'), conversation_id: conversation, message_id: id('msg') };
    // What was lost once is answered by the next try.
    const faults = count > 1 ? text.replace(/#(lost|reset|break|dies|error)/g, '') : text;
    const running = startTurn({
      started,
      text: faults,
      reply: waits ? decided(confirmation) : answerTo(text),
      stored,
      pace,
    });
    turns.set(started.turn_id, Object.assign(running, { visitor: session.visitor }));
    attach(running, response, cors);
  }

  /** The act in a conversation that waits for the visitor, as the history has it. */
  const waiting = (conversation, call) =>
    conversations
      .get(conversation)
      ?.messages.flatMap(({ tool_calls }) => tool_calls)
      .find((tool) => tool.id === call && tool.confirmation && Date.parse(tool.confirmation.expires_at) > Date.now());

  function known(request, response, { visitor }, turnId, what) {
    const running = turns.get(turnId);
    if (running?.visitor !== visitor || (what === 'events' && running.forgotten))
      return refuse(response, 404, 'not-found');
    if (what === 'events') {
      running.attached++;
      if (running.flaps-- > 0) return send(response, 503, { code: 'service-unavailable' });
      return attach(running, response, cors, Number(request.headers['last-event-id'] ?? 0));
    }
    running.stopped = true;
    send(response, 202);
  }

  async function rate(request, response, { visitor }) {
    const { message, thumb, conversation, csat, comment, ...rest } = await bodyOf(request);
    const ours = [...conversations].filter(([, one]) => one.visitor === visitor);
    const found = message
      ? ours.some(([, { messages }]) => messages.some((one) => one.id === message && one.role === 'assistant'))
      : ours.some(([name]) => name === conversation);
    const fits = message ? ['up', 'down'].includes(thumb) : csat >= 1 && csat <= 5;
    if (Object.keys(rest).length || !fits) return refuse(response, 400, 'invalid');
    if (!found) return refuse(response, 404, 'not-found');
    feedback.push(JSON.parse(JSON.stringify({ message, thumb, conversation, csat, comment })));
    send(response, 204);
  }

  async function open(request, response, key) {
    const { identity, token: earlier, challenge } = await bodyOf(request);
    if (identity === 'expired') return refuse(response, 401, 'identity-invalid');
    if (key === 'pk_guarded' && !solves(challenge))
      return send(response, 428, { code: 'challenge-required', challenge: challengeFor() });
    const visitor = earlier?.split('.')[1] ?? id('vis');
    const token = `v.${visitor}.${id('t')}`;
    sessions.set(token, { token, visitor, identity });
    send(response, 200, { token, visitor, expires_at: new Date(Date.now() + 3_600_000).toISOString() });
  }

  async function handle(request, response, path) {
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const credential = request.headers.authorization?.replace('Bearer ', '') ?? '';
    requests.push({ method: request.method, path, credential, after: request.headers['last-event-id'] });
    if (path === 'config' || path === 'sessions') {
      if (!keys[credential]) return refuse(response, 401, 'unauthorized');
      return path === 'config' ? send(response, 200, keys[credential]) : open(request, response, credential);
    }
    const session = sessions.get(credential);
    if (!session) return refuse(response, 401, 'token-expired');
    if (path === 'turns' && request.method === 'POST') return turn(request, response, session);
    if (path === 'feedback' && request.method === 'POST') return rate(request, response, session);
    const [, turnId, act] = /^turns\/(\w+)\/(events|stop)$/.exec(path) ?? [];
    if (turnId) return known(request, response, session, turnId, act);
    const [, conversation, what] = /^conversations\/(\w+)\/(messages|end)$/.exec(path) ?? [];
    const found = conversations.get(conversation);
    if (found?.visitor !== session.visitor) return refuse(response, 404, 'not-found');
    if (what === 'end') return send(response, 204);
    for (const tool of found.messages.flatMap(({ tool_calls }) => tool_calls)) {
      if (!tool.confirmation || Date.parse(tool.confirmation.expires_at) > Date.now()) continue;
      tool.state = 'expired';
      delete tool.confirmation;
    }
    send(response, 200, { object: 'list', data: found.messages, has_more: false, next_cursor: null });
  }

  return { handle, requests, sessions, conversations, turns, feedback, decisions };
}
