// Asks more often than a minute allows: OpenAI's own client waits as long as it is told and has all of its answers.
import assert from "node:assert/strict";
import OpenAI from "openai";

const { server, key } = JSON.parse(process.argv[2]);
const statuses = [];
const openai = new OpenAI({
  apiKey: key,
  baseURL: `${server}/v1`,
  maxRetries: 4,
  fetch: async (...given) => {
    const response = await fetch(...given);
    statuses.push(response.status);
    return response;
  },
});
const ask = { model: "persona:support-assistant@live", messages: [{ role: "user", content: "Hello" }] };
for (let at = 0; at <= 20; at++) {
  const answer = await openai.chat.completions.create(ask);
  assert.equal(answer.choices[0].message.content, "Fine.");
}
assert.equal(statuses.filter((status) => status === 200).length, 21);
assert.ok(statuses.includes(429), "The rate limit was never met");
console.log("OpenAI's client waits as told.");
