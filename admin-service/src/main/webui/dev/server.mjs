// A stand-in for the four services behind the gateway: the endpoints the console calls, with state, in memory.
//
//   npm run mock                      answers on http://localhost:4180, and serves the built console under /admin/
//   PUT  /__mock {"delay":800}        every answer waits
//   PUT  /__mock {"fail":{"path":"/billing/","status":503,"times":99}}   refuses matching requests; status 0 cuts the connection
//   PUT  /__mock {"empty":true}       all lists are empty
//   PUT  /__mock {"expire":true}      every access token is refused once, {"signOut":true} ends every session
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as seed from './seed.mjs';

// As in the service: a page that is reloaded while it renews may show its old token once more.
const GRACE_MS = 10_000;
const PORT = Number(process.env.PORT ?? 4180);
const SITE = fileURLToPath(new URL('../../../../target/classes/META-INF/resources/admin', import.meta.url));
const MEMBERS = {
  admin: { id: seed.id('mem'), email: 'admin', name: 'Ada Quist', role: 'admin', password: 'admin123' },
};

const tenants = seed.makeTenants();
MEMBERS.owner = {
  id: seed.id('mem'),
  email: 'owner',
  name: 'Noa Levi',
  role: 'editor',
  tenant: tenants[0].id,
  password: 'owner123',
};
const full = new Set(tenants.slice(0, 5).map(tenant => tenant.id));
const keys = new Map(
  tenants.map(tenant => [
    tenant.id,
    [keyOf('publishable', tenant.publishable_key), keyOf('secret', seed.secret('sk_'))],
  ]),
);
const tools = new Map(tenants.map(tenant => [tenant.id, full.has(tenant.id) ? seed.makeTools() : []]));
const knowledge = new Map(tenants.map(tenant => [tenant.id, full.has(tenant.id) ? seed.makeKnowledge() : []]));
const usage = new Map(
  tenants.map((tenant, place) => [
    tenant.id,
    full.has(tenant.id) ? seed.makeUsage(tenant, [1000, 400, 700, 50_000, null][place]) : seed.noUsage(tenant),
  ]),
);
const conversations = tenants
  .slice(0, 5)
  .flatMap(tenant =>
    Array.from({ length: 43 }, (_, place) =>
      seed.makeConversation(tenant, 3 + place * place * 9, place === 1 ? 60 : seed.between(1, 5)),
    ),
  );

const sessions = new Map();
const replays = new Map();
let controls = {};

function keyOf(kind, text) {
  return {
    id: seed.id('key'),
    kind,
    prefix: text.slice(0, 12),
    ...(kind === 'publishable' ? { key: text } : {}),
    created_at: seed.ago(900),
  };
}

class Refusal extends Error {
  constructor(status, code, detail, extra = {}) {
    super(detail);
    this.status = status;
    this.body = {
      type: `https://usher.example/problems/${code}`,
      title: detail,
      status,
      detail,
      code,
      request_id: seed.id('req'),
      ...extra,
    };
  }
}
const notFound = () => new Refusal(404, 'not-found', 'There is nothing here.');
const invalid = (pointer, code, message) =>
  new Refusal(400, 'invalid', 'The request is not valid.', { errors: [{ pointer, code, message }] });

function pageOf(rows, query) {
  const list = controls.empty ? [] : rows;
  const limit = Math.min(100, Number(query.get('limit') ?? 20));
  const after = query.get('starting_after');
  const start = after ? list.findIndex(row => (row.id ?? row.tool) === after) + 1 : 0;
  const data = list.slice(start, start + limit);
  const has_more = start + limit < list.length;
  return { object: 'list', data, has_more, next_cursor: has_more ? (data.at(-1).id ?? data.at(-1).tool) : null };
}

function issue(member, family = seed.id('fam')) {
  const { password: _, ...view } = member;
  const session = { access: seed.secret('eyJ.', 60), refresh: seed.secret('rt_', 40), member, family };
  sessions.set(session.access, session);
  sessions.set(session.refresh, session);
  return {
    access_token: session.access,
    refresh_token: session.refresh,
    token_type: 'Bearer',
    expires_in: 1800,
    member: view,
  };
}

function memberOf(request) {
  const token = request.headers.authorization?.replace('Bearer ', '');
  const session = sessions.get(token);
  if (!session || session.access !== token) throw new Refusal(401, 'unauthenticated', 'Sign in first.');
  return session.member;
}

function tenantOf(call, id = call.query.get('tenant')) {
  const tenant = tenants.find(each => each.id === id);
  if (!tenant || (call.member.tenant && call.member.tenant !== id)) throw notFound();
  return tenant;
}

function conversationOf(call) {
  const tenant = tenantOf(call);
  const found = conversations.find(each => each.tenant === tenant.id && each.view.id === call.part(1));
  if (!found) throw notFound();
  return found;
}

const routes = [
  ['GET', '/admin/auth/me', call => ({ ...call.member, password: undefined })],
  ['POST', '/admin/auth/logout', () => undefined],
  [
    'GET',
    '/admin/tenants',
    ({ query }) => {
      const q = (query.get('q') ?? '').toLowerCase();
      const status = query.get('status');
      const fits = tenant =>
        `${tenant.name} ${tenant.domain}`.toLowerCase().includes(q) && (!status || tenant.status === status);
      return pageOf(tenants.filter(fits), query);
    },
  ],
  ['POST', '/admin/tenants', createTenant],
  ['GET', '/admin/tenants/([^/]+)', call => tenantOf(call, call.part(1))],
  [
    'PUT',
    '/admin/tenants/([^/]+)/status',
    call => {
      const tenant = tenantOf(call, call.part(1));
      return Object.assign(tenant, { status: call.body.status });
    },
  ],
  ['GET', '/admin/tenants/([^/]+)/keys', call => ({ object: 'list', data: keys.get(tenantOf(call, call.part(1)).id) })],
  ['POST', '/admin/tenants/([^/]+)/keys', createKey],
  ['DELETE', '/admin/tenants/([^/]+)/keys/([^/]+)', revokeKey],
  [
    'GET',
    '/chat/admin/conversations',
    call =>
      pageOf(
        conversations.filter(each => each.tenant === tenantOf(call).id).map(each => each.view),
        call.query,
      ),
  ],
  ['GET', '/chat/admin/conversations/([^/]+)', call => conversationOf(call).view],
  ['GET', '/chat/admin/conversations/([^/]+)/messages', call => pageOf(conversationOf(call).messages, call.query)],
  ['GET', '/chat/admin/knowledge', call => pageOf(knowledge.get(tenantOf(call).id), call.query)],
  ['POST', '/chat/admin/knowledge', addKnowledge],
  [
    'DELETE',
    '/chat/admin/knowledge/([^/]+)',
    call => {
      const tenant = tenantOf(call).id;
      knowledge.set(
        tenant,
        knowledge.get(tenant).filter(each => each.id !== call.part(1)),
      );
    },
  ],
  ['GET', '/tools/catalog', call => pageOf(seed.catalogue, call.query)],
  ['GET', '/tools/tenant-tools', call => pageOf(tools.get(tenantOf(call).id), call.query)],
  [
    'PUT',
    '/tools/tenant-tools/([^/]+)',
    call => {
      const tool = tools.get(tenantOf(call).id).find(each => each.tool === call.part(1));
      if (!tool) throw notFound();
      return Object.assign(tool, call.body);
    },
  ],
  [
    'GET',
    '/billing/usage/current',
    call => (controls.empty ? seed.noUsage(tenantOf(call)) : usage.get(tenantOf(call).id)),
  ],
];

function createTenant({ body }) {
  if (!body.name?.trim()) throw invalid('/name', 'blank', 'Give the tenant a name.');
  const place = (body.allowed_origins ?? []).findIndex(origin => !/^https?:\/\/[^/]+$/.test(origin));
  if (place >= 0)
    throw invalid(
      `/allowed_origins/${place}`,
      'origin-invalid',
      'Write an origin as https://shop.example.com or https://*.example.com, without a path.',
    );
  if (tenants.some(each => each.name === body.name))
    throw invalid('/name', 'name-taken', 'Another tenant has this name already. Choose a different one.');
  const tenant = { ...seed.makeTenant(body.name, body.domain ?? null, 0), ...body };
  tenants.unshift(tenant);
  const secret_key = seed.secret('sk_');
  keys.set(tenant.id, [keyOf('publishable', tenant.publishable_key), keyOf('secret', secret_key)]);
  tools.set(tenant.id, []);
  knowledge.set(tenant.id, []);
  usage.set(tenant.id, seed.noUsage(tenant));
  return {
    tenant,
    publishable_key: tenant.publishable_key,
    secret_key,
    identity_key: { kid: seed.id('key'), alg: 'HS256', secret: seed.secret('ids_', 43) },
  };
}

function createKey(call) {
  const list = keys.get(tenantOf(call, call.part(1)).id);
  const { kind } = call.body;
  if (list.filter(each => each.kind === kind).length >= 10)
    throw new Refusal(409, 'key-limit', 'This tenant has 10 keys of this kind.');
  const text = seed.secret(kind === 'secret' ? 'sk_' : 'pk_');
  const key = { ...keyOf(kind, text), created_at: new Date().toISOString() };
  list.push(key);
  return { ...key, key: text };
}

function revokeKey(call) {
  const tenant = tenantOf(call, call.part(1)).id;
  const list = keys.get(tenant);
  const overlap = Number(call.query.get('overlap_seconds') ?? 0);
  const key = list.find(each => each.id === call.part(2));
  if (!key) throw notFound();
  if (overlap > 0) key.expires_at = new Date(Date.now() + overlap * 1000).toISOString();
  else
    keys.set(
      tenant,
      list.filter(each => each !== key),
    );
}

function addKnowledge(call) {
  const { kind, title, url, text, answer } = call.body;
  if (!title?.trim()) throw invalid('/title', 'blank', 'Give it a title.');
  const passages = Math.max(1, Math.round((text ?? answer).length / 600));
  const made = { id: seed.id('kno'), kind, title, url: url ?? null, passages, created_at: new Date().toISOString() };
  knowledge.get(tenantOf(call).id).unshift(made);
  return made;
}

function signIn(body) {
  const member = MEMBERS[body.email];
  if (!member || member.password !== body.password)
    throw new Refusal(401, 'invalid-credentials', 'Invalid email or password');
  return issue(member);
}

function refresh(body) {
  const session = sessions.get(body.refresh_token);
  if (!session) throw new Refusal(401, 'refresh-invalid', 'Sign in again.');
  if (session.usedAt && Date.now() - session.usedAt > GRACE_MS) {
    for (const [token, each] of sessions) if (each.family === session.family) sessions.delete(token);
    throw new Refusal(401, 'refresh-reused', 'Sign in again.');
  }
  session.usedAt ??= Date.now();
  sessions.delete(session.access);
  return issue(session.member, session.family);
}

function answerTo(request, path, query, body) {
  if (controls.fail && path.includes(controls.fail.path) && controls.fail.times-- > 0) {
    if (controls.fail.status === 0) request.socket.destroy();
    throw new Refusal(
      controls.fail.status,
      controls.fail.code ?? 'service-unavailable',
      'The service is not available.',
    );
  }
  if (path === '/admin/auth/demo-credentials') {
    if (controls.noDemo) throw notFound();
    return { email: 'admin', password: 'admin123' };
  }
  if (path === '/admin/auth/login') return signIn(body);
  if (path === '/admin/auth/refresh') return refresh(body);
  const member = memberOf(request);
  for (const [method, pattern, act] of routes) {
    const found = request.method === method && new RegExp(`^${pattern}$`).exec(path);
    if (found) return act({ member, query, body, part: index => decodeURIComponent(found[index]) });
  }
  throw notFound();
}

async function api(request, response, url) {
  const text = await bodyOf(request);
  if (controls.delay) await new Promise(done => setTimeout(done, controls.delay));
  const key = request.headers['idempotency-key'];
  try {
    const replay = key && replays.get(key);
    const result =
      replay ?? answerTo(request, url.pathname.replace('/api/v1', ''), url.searchParams, text ? JSON.parse(text) : {});
    if (key) replays.set(key, result);
    send(response, result === undefined ? 204 : request.method === 'POST' && key ? 201 : 200, result);
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'internal', 'Something failed.');
    send(
      response,
      refusal.status || 500,
      refusal.body,
      refusal.status === 503 ? { 'Retry-After': '1' } : {},
      'application/problem+json',
    );
  }
}

function send(response, status, body, headers = {}, type = 'application/json') {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function bodyOf(request) {
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    // The browser left before it had finished asking.
  }
  return Buffer.concat(chunks).toString();
}

function control(change) {
  if (change.expire) for (const [token, each] of sessions) if (each.access === token) sessions.delete(token);
  if (change.signOut) sessions.clear();
  if (change.reset) controls = {};
  const { expire: _, signOut: __, reset: ___, ...lasting } = change;
  controls = { ...controls, ...lasting };
}

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

async function site(response, path) {
  const file = normalize(join(SITE, path.replace(/^\/admin/, '')));
  const wanted = file.startsWith(SITE) && extname(file) ? file : join(SITE, 'index.html');
  try {
    const content = await readFile(wanted);
    response.writeHead(200, {
      'Content-Type': TYPES[extname(wanted)] ?? 'application/octet-stream',
      'Content-Security-Policy': "default-src 'self'; style-src 'self' 'unsafe-inline'",
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/__mock') {
    control(JSON.parse((await bodyOf(request)) || '{}'));
    return send(response, 200, {
      tenants: tenants.map(({ id, name }) => ({ id, name })),
      conversations: conversations.map(each => ({ id: each.view.id, tenant: each.tenant, turns: each.view.turns })),
    });
  }
  if (url.pathname.startsWith('/api/')) return api(request, response, url);
  if (url.pathname.startsWith('/admin')) return site(response, url.pathname);
  response.writeHead(302, { Location: '/admin/' }).end();
}).listen(PORT, () => console.log(`http://localhost:${PORT}/admin/`));
