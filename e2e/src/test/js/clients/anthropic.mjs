// Asks the stand-in through Anthropic's client and checks what the client made of it.
import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";

const [, , baseURL] = process.argv;
const client = (apiKey) => new Anthropic({ apiKey, baseURL, maxRetries: 0 });
const anthropic = client("sk-official");
const tools = [
  {
    name: "get_order_status",
    description: "Where an order is",
    input_schema: { type: "object", required: ["order_number"], properties: { order_number: { type: "string" } } },
  },
];
const ask = (content) => ({ model: "stand-in-1", max_tokens: 100, messages: [{ role: "user", content }] });

const models = await anthropic.models.list();
assert.deepEqual(models.data.map((model) => model.id), ["stand-in-1"]);

const answer = await anthropic.messages.create(ask("Hello there"));
assert.match(answer.content[0].text, /Hello there/);
assert.equal(answer.stop_reason, "end_turn");
assert.ok(answer.usage.output_tokens > 0);

const told = anthropic.messages.stream(ask("Hello there"));
let streamed = "";
told.on("text", (delta) => (streamed += delta));
const whole = await told.finalMessage();
assert.equal(streamed, answer.content[0].text);
assert.deepEqual(whole.usage.output_tokens, answer.usage.output_tokens);

const final = await anthropic.messages.stream({ ...ask("Where is my order 1042?"), tools }).finalMessage();
const [call] = final.content;
assert.equal(final.stop_reason, "tool_use");
assert.equal(call.type, "tool_use");
assert.deepEqual(call.input, { order_number: "1042" });

const result = await anthropic.messages.create({
  ...ask("Where is my order 1042?"),
  tools,
  messages: [
    { role: "user", content: "Where is my order 1042?" },
    { role: "assistant", content: final.content },
    { role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: '{"status":"shipped"}' }] },
  ],
});
assert.match(result.content[0].text, /shipped/);

await assert.rejects(client("sk-refused").messages.create(ask("Hello")), (error) => {
  assert.ok(error instanceof Anthropic.AuthenticationError);
  assert.equal(error.error.error.type, "authentication_error");
  return true;
});
await assert.rejects(anthropic.messages.create(ask("limited")), (error) => {
  assert.ok(error instanceof Anthropic.RateLimitError);
  assert.equal(error.headers.get("retry-after"), "7");
  return true;
});
await assert.rejects(anthropic.messages.stream(ask("broken")).finalMessage(), /overloaded/);
console.log("Anthropic's client understands the stand-in.");
