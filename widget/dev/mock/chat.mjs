// A faithful stand-in for chat-service: its paths, shapes and refusals, with everything kept in memory.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { answerTo } from './answers.mjs';
import { refusalFor } from './faults.mjs';

const keys = {
  pk_demo: {
    tenant_name: 'Aurora Home',
    display_name: 'Aurora Home',
    primary_color: '#0f766e',
    greeting: 'Hi, I am the assistant of Aurora Home. What can I do for you?',
    position: 'bottom-right',
    suggestions: [
      'Where is my order 1042?',
      'How long do I have to return it?',
      'Which lamps are in stock?',
      'Book an appointment',
    ],
    locale: 'en',
    disclosure: 'You are chatting with an AI. It can make mistakes.',
  },
  pk_other: {
    tenant_name: 'מרכז האופניים',
    display_name: 'מרכז האופניים',
    primary_color: '#f5b301',
    greeting: 'שלום, כאן העוזר של מרכז האופניים. במה אפשר לעזור?',
    position: 'bottom-left',
    suggestions: ['איפה ההזמנה שלי?', 'מה שעות הפתיחה?'],
    locale: 'he',
    disclosure: 'השיחה היא עם בינה מלאכותית, וייתכנו בה טעויות.',
  },
};

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, content-type, accept',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Expose-Headers': 'Retry-After',
  'Access-Control-Max-Age': '600',
};

const id = (prefix) => `${prefix}_${randomUUID().replace(/-/g, '').slice(0, 26)}`;

export function chatService({ pace = 1 } = {}) {
  const sessions = new Map();
  const conversations = new Map();
  const tries = new Map();
  const answered = new Map();
  const requests = [];

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

  /** Two words an event, as a model would. */
  async function stream(response, turn, text, reply, stored) {
    let sequence = 0;
    const event = (type, data) =>
      response.write(`id: ${++sequence}\nevent: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
    response.writeHead(200, { ...cors, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    event('turn.started', turn);
    response.write(': ping\n\n');
    await pause((text.includes('#thinking') ? 60_000 : 500) * pace);
    for (const tool of reply.tools ?? []) {
      event('tool.progress', { call_id: tool.id, label: tool.running, state: 'running' });
      await pause((text.includes('#tool') ? 60_000 : 700) * pace);
      event('tool.progress', { call_id: tool.id, label: tool.done, state: tool.state ?? 'succeeded' });
    }
    if (text.includes('#error')) {
      event('error', {
        type: 'about:blank',
        status: 502,
        code: 'model-unavailable',
        title: 'The model did not answer.',
      });
      return response.end();
    }
    const words = reply.text.match(/\S+\s*\S*\s*/g) ?? [];
    for (const [at, delta] of words.entries()) {
      if (at === 6 && /#break|#lost|#reset/.test(text)) {
        if (text.includes('#break')) stored();
        if (text.includes('#reset')) return response.destroy();
        return response.end();
      }
      event('text.delta', { message_id: turn.message_id, delta });
      await pause((text.includes('#slow') ? 220 : 28) * pace);
    }
    for (const citation of reply.citations ?? []) event('citation', citation);
    stored();
    const usage = text.includes('#left') ? { messages_left: 2, resets_at: null } : { messages_left: 40 };
    event('message.completed', { message_id: turn.message_id, finish_reason: 'stop', usage });
    event('turn.completed', { turn_id: turn.turn_id });
    response.end();
  }

  async function turn(request, response, session) {
    const { text, clientMessageId, conversation: named, ...rest } = await bodyOf(request);
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
    const conversation = named ?? id('cnv');
    if (!named) conversations.set(conversation, { visitor: session.visitor, messages: [] });
    const { messages } = conversations.get(conversation);
    const message = { id: id('msg'), role: 'user', text, citations: [], tool_calls: [], created_at: new Date() };
    if (count === 1 || !messages.some((one) => one.text === text)) messages.push(message);
    const reply = answerTo(text);
    const started = { turn_id: id('trn'), conversation_id: conversation, message_id: id('msg') };
    const stored = () => {
      const tools = (reply.tools ?? []).map(({ id, done, state = 'succeeded' }) => ({ id, label: done, state }));
      const answer = {
        id: started.message_id,
        role: 'assistant',
        text: reply.text,
        citations: reply.citations ?? [],
        tool_calls: tools,
        finish_reason: 'stop',
        created_at: new Date(),
      };
      messages.push(answer);
      answered.set(clientMessageId, { turn: started.turn_id, conversation, message: answer, limits: null });
    };
    // What was lost once is answered by the next try.
    const faults = count > 1 ? text.replace(/#(lost|reset|break|error)/g, '') : text;
    await stream(response, started, faults, reply, stored);
  }

  async function handle(request, response, path) {
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const credential = request.headers.authorization?.replace('Bearer ', '') ?? '';
    requests.push({ method: request.method, path, credential });
    if (path === 'config')
      return keys[credential] ? send(response, 200, keys[credential]) : refuse(response, 401, 'unauthorized');
    if (path === 'sessions') {
      if (!keys[credential]) return refuse(response, 401, 'unauthorized');
      const { identity, token: earlier } = await bodyOf(request);
      if (identity === 'expired') return refuse(response, 401, 'identity-invalid');
      const visitor = earlier?.split('.')[1] ?? id('vis');
      const token = `v.${visitor}.${id('t')}`;
      sessions.set(token, { token, visitor, identity });
      return send(response, 200, { token, visitor, expires_at: new Date(Date.now() + 3_600_000).toISOString() });
    }
    const session = sessions.get(credential);
    if (!session) return refuse(response, 401, 'token-expired');
    if (path === 'turns' && request.method === 'POST') return turn(request, response, session);
    const [, conversation, what] = /^conversations\/(\w+)\/(messages|end)$/.exec(path) ?? [];
    const found = conversations.get(conversation);
    if (found?.visitor !== session.visitor) return refuse(response, 404, 'not-found');
    if (what === 'end') return send(response, 204);
    send(response, 200, { object: 'list', data: found.messages, has_more: false, next_cursor: null });
  }

  return { handle, requests, sessions, conversations };
}
