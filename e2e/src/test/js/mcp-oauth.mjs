// Two official clients of the Model Context Protocol are given nothing but the address: they find who lets them in, register, send a member to
// a page, and come back with a token. The member's browser is played with fetch.
import assert from "node:assert/strict";
import { Client as SessionClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as SessionTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { auth } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

const { server, email, password, tenant, token, conversation: foreign } = JSON.parse(process.argv[2]);
const url = new URL(`${server}/mcp`);
const info = { name: "test", version: "1" };
const callback = "http://127.0.0.1:4711/callback";

function keeping(name) {
  const kept = {};
  return {
    kept,
    redirectUrl: callback,
    clientMetadata: { client_name: name, redirect_uris: [callback], token_endpoint_auth_method: "none" },
    state: () => "of the program",
    clientInformation: () => kept.client,
    saveClientInformation: (client) => Object.assign(kept, { client }),
    tokens: () => kept.tokens,
    saveTokens: (tokens) => Object.assign(kept, { tokens }),
    redirectToAuthorization: (page) => Object.assign(kept, { page }),
    saveCodeVerifier: (verifier) => Object.assign(kept, { verifier }),
    codeVerifier: () => kept.verifier,
  };
}

async function submit(page, form) {
  return fetch(page, { method: "POST", body: new URLSearchParams(form), redirect: "manual", headers: { Origin: server } });
}

async function allowed({ kept }) {
  const first = await fetch(kept.page);
  assert.equal(first.status, 200);
  assert.match(first.headers.get("content-security-policy"), /frame-ancestors 'none'/);
  const consent = await submit(kept.page, { email, password });
  const html = await consent.text();
  assert.equal(consent.status, 200, html);
  assert.ok(html.includes(tenant), html);
  const ticket = /name="ticket" value="([^"]+)"/.exec(html)[1];
  const scopes = [...html.matchAll(/name="scope" value="([^"]+)"/g)].map((found) => ["scope", found[1]]);
  const answer = await submit(kept.page, [["ticket", ticket], ["decision", "allow"], ...scopes]);
  assert.equal(answer.status, 303, await answer.text());
  const back = new URL(answer.headers.get("location"));
  assert.equal(back.origin + back.pathname, callback);
  assert.equal(back.searchParams.get("state"), "of the program");
  return back.searchParams;
}

async function use(client, call) {
  const { tools } = await client.listTools();
  for (const name of ["ask_agent", "search_knowledge", "get_conversation"]) {
    assert.ok(tools.some((tool) => tool.name === name), name);
  }
  const asked = await call("ask_agent", { question: "How long may I return it?" });
  assert.ok(asked.structuredContent.answer.length > 0);
  const strange = await call("get_conversation", { conversation: foreign });
  assert.equal(strange._meta["usher/problem"].code, "not-found");
}

const sessionProvider = keeping("An older client");
const asking = new SessionTransport(url, { authProvider: sessionProvider });
await assert.rejects(new SessionClient(info).connect(asking), (error) => error.constructor.name === "UnauthorizedError");
await asking.finishAuth((await allowed(sessionProvider)).get("code"));
const sessions = new SessionClient(info);
await sessions.connect(new SessionTransport(url, { authProvider: sessionProvider }));
await use(sessions, (name, args) => sessions.callTool({ name, arguments: args }));
await sessions.close();

const before = sessionProvider.kept.tokens;
assert.equal(await auth(sessionProvider, { serverUrl: url }), "AUTHORIZED");
assert.notEqual(sessionProvider.kept.tokens.refresh_token, before.refresh_token);

const statelessProvider = keeping("A newer client");
const mode = { versionNegotiation: { mode: { pin: "2026-07-28" } } };
const beginning = new StreamableHTTPClientTransport(url, { authProvider: statelessProvider });
const first = new Client(info, mode);
await assert.rejects(async () => {
  await first.connect(beginning);
  await first.listTools();
});
await beginning.finishAuth(await allowed(statelessProvider));
const stateless = new Client(info, mode);
await stateless.connect(new StreamableHTTPClientTransport(url, { authProvider: statelessProvider }));
await use(stateless, (name, args) => stateless.callTool({ name, arguments: args }));
await stateless.close();

// Shut out, a program is refused at once, and gets no new token.
const api = (path, method) => fetch(`${server}/api/v1/admin${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
const { data } = await (await api("/grants", "GET")).json();
assert.deepEqual(data.map((grant) => grant.client).sort(), ["A newer client", "An older client"]);
for (const grant of data) {
  assert.equal((await api(`/grants/${grant.id}`, "DELETE")).status, 204);
}
const refused = await fetch(url, {
  method: "POST",
  headers: { Authorization: `Bearer ${sessionProvider.kept.tokens.access_token}`, "Content-Type": "application/json" },
  body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
});
assert.equal(refused.status, 401);
assert.match(refused.headers.get("www-authenticate"), /error="invalid_token", resource_metadata=/);
await assert.rejects(auth(sessionProvider, { serverUrl: url }));
console.log("Both clients were let in, and shut out.");
