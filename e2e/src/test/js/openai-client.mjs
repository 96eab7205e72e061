// Asks a persona through OpenAI's own client and checks what the client made of it.
import assert from "node:assert/strict";
import OpenAI from "openai";

const { server, key } = JSON.parse(process.argv[2]);
const openai = new OpenAI({ apiKey: key, baseURL: `${server}/v1` });
const [{ id: model }] = (await openai.models.list()).data;
assert.equal(model, "persona:support-assistant@live");
assert.equal((await openai.models.retrieve(model)).owned_by, "usher");

const ask = (content) => ({ model, messages: [{ role: "user", content }] });

const { data: answer, response } = await openai.chat.completions.create(ask("Hello")).withResponse();
assert.equal(answer.choices[0].message.content, "Hello there.");
assert.equal(answer.usage.total_tokens, 15);
assert.match(answer._request_id, /^[0-9a-f]{32}$/);
assert.equal(answer.usher.cost_micros, 5);
assert.ok(Number(response.headers.get("x-ratelimit-remaining-requests")) > 0);

const chunks = [];
let said = "";
for await (const chunk of await openai.chat.completions.create({
  ...ask("Count"),
  stream: true,
  stream_options: { include_usage: true },
})) {
  chunks.push(chunk);
  said += chunk.choices[0]?.delta?.content ?? "";
}
assert.equal(said, "One two.");
assert.equal(new Set(chunks.map((chunk) => chunk.id)).size, 1);
assert.deepEqual(chunks.at(-1).choices, []);
assert.equal(chunks.at(-1).usage.completion_tokens, 5);

const tools = [
  {
    type: "function",
    function: {
      name: "get_order_status",
      description: "Where an order is",
      parse: JSON.parse,
      parameters: { type: "object", required: ["order_number"], properties: { order_number: { type: "string" } } },
      function: ({ order_number }) => ({ order_number, status: "shipped" }),
    },
  },
];
const runner = openai.chat.completions.runTools({ ...ask("Where is my order 1042?"), tools, stream: true });
assert.equal(await runner.finalContent(), "It has shipped.");
assert.equal((await runner.finalFunctionToolCallResult()), JSON.stringify({ order_number: "1042", status: "shipped" }));
console.log("OpenAI's client understands this.");
