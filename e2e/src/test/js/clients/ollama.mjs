// Asks the stand-in through Ollama's client and checks what the client made of it.
import assert from "node:assert/strict";
import { Ollama } from "ollama";

const [, , host] = process.argv;
const ollama = new Ollama({ host });
const tools = [
  {
    type: "function",
    function: {
      name: "get_order_status",
      description: "Where an order is",
      parameters: { type: "object", required: ["order_number"], properties: { order_number: { type: "string" } } },
    },
  },
];
const ask = (content) => ({ model: "stand-in-1", messages: [{ role: "user", content }] });
const collected = async (stream) => {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return parts;
};

const listed = await ollama.list();
assert.deepEqual(listed.models.map((model) => model.name), ["stand-in-1"]);

const answer = await ollama.chat(ask("Hello there"));
assert.match(answer.message.content, /Hello there/);
assert.equal(answer.done_reason, "stop");
assert.ok(answer.eval_count > 0 && answer.prompt_eval_count > 0);

const parts = await collected(await ollama.chat({ ...ask("Hello there"), stream: true }));
assert.ok(parts.length > 3);
assert.equal(parts.map((part) => part.message.content).join(""), answer.message.content);
assert.equal(parts.at(-1).eval_count, answer.eval_count);

const called = await collected(await ollama.chat({ ...ask("Where is my order 1042?"), tools, stream: true }));
const [call] = called.flatMap((part) => part.message.tool_calls ?? []);
assert.deepEqual(call.function.arguments, { order_number: "1042" });

const result = await ollama.chat({
  model: "stand-in-1",
  tools,
  messages: [
    { role: "user", content: "Where is my order 1042?" },
    { role: "assistant", content: "", tool_calls: [call] },
    { role: "tool", tool_name: "get_order_status", content: '{"status":"shipped"}' },
  ],
});
assert.match(result.message.content, /shipped/);

await assert.rejects(ollama.chat({ ...ask("Hello"), model: "missing" }), (error) => {
  assert.equal(error.status_code, 404);
  assert.match(error.message, /not found, try pulling it first/);
  return true;
});
await assert.rejects(ollama.chat(ask("limited")), (error) => error.status_code === 429);
await assert.rejects(async () => collected(await ollama.chat({ ...ask("broken"), stream: true })), /overloaded/);
console.log("Ollama's client understands the stand-in.");
