// The turn of chat-service as one would write it in Node: Express, pg, ioredis, undici. For ./usher bench turn.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import express from 'express';
import { Redis } from 'ioredis';
import { Agent, request as call } from 'undici';
import { named, read, spell, uuid } from './ids.mjs';
import { answer, ask, prepare, tenantOf } from './store.mjs';

const { PORT = 8091, REDIS_URL, MODEL_URL, MODEL = 'stand-in-1', TENANT_ID, KEY_SHA256 } = process.env;
const LUA = new URL('.', import.meta.url).pathname;
const limits = { quota: Number(process.env.QUOTA ?? 1e9), perMinute: Number(process.env.PER_MINUTE ?? 1e6) };
const leaseMillis = 30_000;
const quotaSeconds = 40 * 86_400;
const persona = 'You are the support assistant of Bench. Be brief.';

const redis = new Redis(REDIS_URL, { enableAutoPipelining: true });
redis.defineCommand('admit', { numberOfKeys: 3, lua: readFileSync(`${LUA}admit.lua`, 'utf8') });
redis.defineCommand('settle', { numberOfKeys: 2, lua: readFileSync(`${LUA}settle.lua`, 'utf8') });
const dispatcher = new Agent({ connections: 128, keepAliveTimeout: 60_000 });

class Refusal extends Error {
  constructor(status, code, headers = {}) {
    super(code);
    Object.assign(this, { status, code, headers });
  }
}

/** Tenants by the digest of their key, looked up once a second. */
const known = new Map();
async function tenantBehind(header) {
  const key = /^Bearer (sk_\S+)$/.exec(header ?? '')?.[1];
  if (!key) throw new Refusal(401, 'unauthorized');
  const hash = createHash('sha256').update(key).digest('hex');
  let found = known.get(hash);
  if (!found || found.until < Date.now()) {
    found = { tenant: await tenantOf(hash), until: Date.now() + 1000 };
    known.set(hash, found);
  }
  if (!found.tenant) throw new Refusal(401, 'unauthorized');
  return found.tenant;
}

async function admit(tenant, speaker) {
  const month = new Date().toISOString().slice(0, 7);
  const keys = [`t:${tenant}:node:lease:${speaker}`, `t:${tenant}:node:quota:messages:${month}`];
  const held = { keys, token: randomUUID() };
  const script = () =>
    redis.admit(
      ...[...keys, `t:${tenant}:node:rate:requests`, held.token, leaseMillis, limits.quota, Date.now()],
      ...[60_000 / limits.perMinute, limits.perMinute, quotaSeconds],
    );
  let [what, first] = await script();
  if (what === 4) {
    await redis.set(keys[1], 0, 'EX', quotaSeconds, 'NX');
    [what, first] = await script();
  }
  if (what === 1) throw new Refusal(429, 'rate-limited', { 'Retry-After': `${Math.ceil(first / 1000)}` });
  if (what === 2) throw new Refusal(409, 'turn-in-progress', { 'Retry-After': '1' });
  if (what !== 0) throw new Refusal(402, 'plan-limit-exceeded');
  return { ...held, left: first };
}

const settle = (held, answered) => redis.settle(...held.keys, held.token, answered ? 1 : 0);

/** The answer of an OpenAI-compatible provider, told piece by piece. */
async function reply(history, text, tell) {
  const messages = [
    { role: 'system', content: persona },
    ...history.map((one) => ({ role: one.role === 'visitor' ? 'user' : 'assistant', content: one.text })),
    { role: 'user', content: text },
  ];
  const { statusCode, body } = await call(`${MODEL_URL}/chat/completions`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-node' },
    body: JSON.stringify({ model: MODEL, messages, stream: true, stream_options: { include_usage: true } }),
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new Refusal(502, 'model-unavailable');
  }
  const answered = { text: '', finish: 'stop', tokens: { input: 0, output: 0 } };
  let rest = '';
  body.setEncoding('utf8');
  for await (const chunk of body) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (!line.startsWith('data: ') || line.startsWith('data: [DONE]')) continue;
      const { choices, usage } = JSON.parse(line.slice(6));
      if (usage) answered.tokens = { input: usage.prompt_tokens, output: usage.completion_tokens };
      const delta = choices?.[0]?.delta?.content;
      answered.finish = choices?.[0]?.finish_reason ?? answered.finish;
      if (!delta) continue;
      answered.text += delta;
      tell('text.delta', { delta });
    }
  }
  return answered;
}

const resultOf = (turn, conversation, message, { text, finish }, left) => ({
  turn: spell('trn', turn),
  conversation: spell('cnv', conversation),
  message: { id: spell('msg', message), role: 'assistant', text, citations: [], tool_calls: [], finish_reason: finish },
  limits: { messages_left: left, resets_at: null },
});

async function take(tenant, { text, clientMessageId: clientId = null, conversation: continued, locale = 'en' }, tell) {
  if (typeof text !== 'string' || !text.trim() || text.length > 8000) throw new Refusal(400, 'invalid');
  const opens = continued === undefined;
  const conversation = opens ? uuid() : read('cnv', continued);
  if (!conversation) throw new Refusal(404, 'not-found');
  const visitor = clientId ? named(`${tenant} ${clientId}`) : uuid();
  const [turn, message] = [uuid(), uuid()];
  const held = await admit(tenant, opens ? visitor : conversation);
  let done = false;
  try {
    const question = { conversation, visitor, opens, turn, question: uuid(), text, clientId, locale, now: new Date() };
    const { outcome, before, ...asked } = await ask(tenant, question);
    if (outcome === 'missing') throw new Refusal(404, 'not-found');
    if (outcome === 'ended') throw new Refusal(409, 'conversation-ended');
    if (outcome === 'answered') {
      const stored = { text: before.text, finish: before.finish_reason };
      return resultOf(before.turn_id, before.conversation_id, before.id, stored, held.left + 1);
    }
    tell('turn.started', { turn_id: spell('trn', turn), conversation_id: spell('cnv', conversation) });
    const answered = await reply(asked.history, text, tell);
    const row = { conversation, turn, message, model: MODEL, now: new Date(), ...asked, ...answered };
    const line = (metric, quantity) => ({ metric, quantity, cost_micros: 0 });
    const { input, output } = answered.tokens;
    const lines = [line('messages', 1), line('tokens.input', input), line('tokens.output', output)];
    const data = { lines, dimensions: { provider: 'openai', model: MODEL } };
    const event = { type: 'usher.usage.recorded.v1', subject: spell('ten', tenant), data };
    done = await answer(tenant, row, event);
    if (!done) throw new Refusal(409, 'turn-overtaken');
    return resultOf(turn, conversation, message, answered, held.left);
  } finally {
    await settle(held, done);
  }
}

/** What a stream says: the events of chat-service, numbered. */
function streamTo(response) {
  let at = 0;
  return (type, data) => {
    if (!response.headersSent)
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`id: ${++at}\nevent: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  };
}

const app = express().disable('x-powered-by').disable('etag').use(express.json());
app.get('/ready', (_request, response) => response.end('ready'));
app.post('/api/v1/chat/turns', async (request, response) => {
  const streams = request.headers.accept?.includes('text/event-stream');
  const tell = streams ? streamTo(response) : () => undefined;
  const result = await take(await tenantBehind(request.headers.authorization), request.body ?? {}, tell);
  if (!streams) return response.json(result);
  const { message, limits: usage } = result;
  tell('message.completed', { message_id: message.id, finish_reason: message.finish_reason, usage });
  tell('turn.completed', { turn_id: result.turn });
  response.end();
});
app.use((error, _request, response, _next) => {
  const { status = 500, code = 'internal', headers = {} } = error;
  if (status >= 500) console.error(error);
  if (response.headersSent) return response.end(`event: error\ndata: ${JSON.stringify({ status, code })}\n\n`);
  response
    .set(headers)
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ status, code, title: code }));
});

await prepare(TENANT_ID, KEY_SHA256);
const server = app.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit());
