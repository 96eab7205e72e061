// Uses the running platform as a model, through the gateway: whole, as a stream, and as a stream that is not read to its end.
import assert from "node:assert/strict";
import OpenAI from "openai";

const { gateway, key, foreign } = JSON.parse(process.argv[2]);
const client = (apiKey) => new OpenAI({ apiKey, baseURL: `${gateway.replace(/\/$/, "")}/v1` });
const openai = client(key);
const [{ id: model }] = (await openai.models.list()).data;
const ask = (content) => ({ model, messages: [{ role: "user", content }] });

const whole = await openai.chat.completions.create(ask("What do you sell?"));
assert.ok(whole.choices[0].message.content.length > 0);
assert.ok(whole.usage.total_tokens > 0);

const streamed = openai.chat.completions.stream({ ...ask("And how?"), stream_options: { include_usage: true } });
const final = await streamed.finalChatCompletion();
assert.ok(final.choices[0].message.content.length > 0);
assert.ok(final.usage.total_tokens > 0);

const left = await openai.chat.completions.create({ ...ask("And when?"), stream: true });
for await (const chunk of left) {
  assert.ok(chunk.id);
  break;
}

// A receipt of one tenant is nothing to another.
const history = (credential) =>
  fetch(`${gateway.replace(/\/$/, "")}/api/v1/chat/conversations/${whole.usher.conversation}/messages`, {
    headers: { Authorization: `Bearer ${credential}` },
  });
assert.equal((await history(key)).status, 200);
assert.equal((await history(foreign)).status, 404);
console.log(JSON.stringify({ conversation: whole.usher.conversation, cost: whole.usher.cost_micros }));
