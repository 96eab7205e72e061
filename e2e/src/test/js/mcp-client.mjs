// Two official clients of the Model Context Protocol, one of each era, ask a tenant's assistant. With several servers, which are replicas of one,
// each request goes to the next of them.
import assert from "node:assert/strict";
import { Client as SessionClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as SessionTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

const { server, servers = [server], key, foreign } = JSON.parse(process.argv[2]);
const url = new URL(`${servers[0]}/mcp`);
let requests = 0;
const next = (url, init) => fetch(new URL(new URL(url).pathname, servers[requests++ % servers.length]), init);
const as = (key) => ({ fetch: next, requestInit: { headers: { Authorization: `Bearer ${key}` } } });
const info = { name: "test", version: "1" };

async function use(client, call) {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name), ["ask_agent", "search_knowledge", "get_conversation", "create_ticket", "usage_summary"]);

  const notes = [];
  const asked = await call("ask_agent", { question: "How long may I return it?" }, { onprogress: (note) => notes.push(note) });
  assert.equal(asked.content[0].text, asked.structuredContent.answer);
  assert.ok(asked.structuredContent.answer.length > 0);
  assert.ok(notes.length >= 2, JSON.stringify(notes));
  notes.forEach((note, at) => assert.equal(note.progress, at + 1));

  const { conversation } = asked.structuredContent;
  const again = await call("ask_agent", { question: "And then?", conversation });
  assert.equal(again.structuredContent.conversation, conversation);

  const read = await call("get_conversation", { conversation });
  assert.equal(read.structuredContent.messages.length, 4);
  assert.equal(read.structuredContent.messages[1].text, asked.structuredContent.answer);

  const found = await call("search_knowledge", { query: "returns" });
  assert.ok(Array.isArray(found.structuredContent.passages));

  const matter = { subject: "A broken mug", text: "The handle is off.", priority: "high", conversation, request_id: conversation };
  const opened = await call("create_ticket", matter);
  assert.match(opened.structuredContent.ticket, /^tkt_/);
  assert.equal((await call("create_ticket", matter)).structuredContent.ticket, opened.structuredContent.ticket);

  const used = (await call("usage_summary", {})).structuredContent;
  assert.ok(used.messages >= 2, JSON.stringify(used));
  assert.match(used.period.month, /^\d{4}-\d{2}$/);

  const refused = await call("ask_agent", { question: "" });
  assert.equal(refused.isError, true);
  await assert.rejects(call("no_such_tool", {}), (error) => error.code === -32602);
  return conversation;
}

const sessions = new SessionClient(info);
await sessions.connect(new SessionTransport(url, as(key)));
assert.equal(sessions.getServerVersion().name, "usher");
const conversation = await use(sessions, (name, args, options) => sessions.callTool({ name, arguments: args }, undefined, options));
await sessions.ping();
await sessions.close();

const stateless = new Client(info, { versionNegotiation: { mode: { pin: "2026-07-28" } } });
await stateless.connect(new StreamableHTTPClientTransport(url, as(key)));
await use(stateless, (name, args, options) => stateless.callTool({ name, arguments: args }, options));
await stateless.close();

const either = new Client(info, { versionNegotiation: { mode: "auto" } });
await either.connect(new StreamableHTTPClientTransport(url, as(foreign)));
const strange = await either.callTool({ name: "get_conversation", arguments: { conversation } });
assert.equal(strange.isError, true);
assert.equal(strange._meta["usher/problem"].code, "not-found");
const about = { subject: "Not mine", text: "Not mine.", conversation };
const foreignTicket = await either.callTool({ name: "create_ticket", arguments: about });
assert.equal(foreignTicket._meta["usher/problem"].code, "not-found");
await either.close();

await assert.rejects(new SessionClient(info).connect(new SessionTransport(url, as("sk_nobody"))));
assert.ok(requests >= 3 * servers.length, `${requests} requests reach every server several times`);
console.log("Both clients understand this.");
