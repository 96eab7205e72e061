// Asks the stand-in through OpenAI's client and checks what the client made of it.
import assert from "node:assert/strict";
import OpenAI from "openai";

const [, , baseURL] = process.argv;
const client = (apiKey) => new OpenAI({ apiKey, baseURL, maxRetries: 0 });
const openai = client("sk-official");
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

const models = await openai.models.list();
assert.deepEqual(models.data.map((model) => model.id), ["stand-in-1"]);

const answer = await openai.chat.completions.create(ask("Hello there"));
assert.match(answer.choices[0].message.content, /Hello there/);
assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);

const runner = openai.chat.completions.stream({
  ...ask("Where is my order 1042?"),
  tools,
  stream_options: { include_usage: true },
});
const final = await runner.finalChatCompletion();
const [call] = final.choices[0].message.tool_calls;
assert.equal(final.choices[0].finish_reason, "tool_calls");
assert.deepEqual(JSON.parse(call.function.arguments), { order_number: "1042" });
assert.equal(final.usage.completion_tokens, 2);

const told = await openai.chat.completions.create({
  model: "stand-in-1",
  tools,
  messages: [
    { role: "user", content: "Where is my order 1042?" },
    final.choices[0].message,
    { role: "tool", tool_call_id: call.id, content: JSON.stringify({ status: "shipped" }) },
  ],
});
assert.match(told.choices[0].message.content, /shipped/);

await assert.rejects(client("sk-refused").chat.completions.create(ask("Hello")), (error) => {
  assert.ok(error instanceof OpenAI.AuthenticationError);
  assert.equal(error.code, "invalid_api_key");
  return true;
});
await assert.rejects(openai.chat.completions.create(ask("limited")), (error) => {
  assert.ok(error instanceof OpenAI.RateLimitError);
  assert.equal(error.headers.get("retry-after"), "7");
  return true;
});
await assert.rejects(openai.chat.completions.stream(ask("broken")).finalChatCompletion(), /overloaded/);
console.log("OpenAI's client understands the stand-in.");
