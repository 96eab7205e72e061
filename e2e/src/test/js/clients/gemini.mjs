// Asks the stand-in through Google's client and checks what the client made of it.
import assert from "node:assert/strict";
import { ApiError, GoogleGenAI } from "@google/genai";

const [, , baseUrl] = process.argv;
const client = (apiKey) => new GoogleGenAI({ apiKey, httpOptions: { baseUrl } });
const { models } = client("official");
const order = {
  name: "get_order_status",
  description: "Where an order is",
  parametersJsonSchema: { type: "object", required: ["order_number"], properties: { order_number: { type: "string" } } },
};
const config = { tools: [{ functionDeclarations: [order] }], maxOutputTokens: 100 };
const model = "gemini-3-pro";
const collected = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
};

const listed = await models.list();
assert.deepEqual(listed.page.map((each) => each.name), ["models/stand-in-1"]);

const answer = await models.generateContent({ model, contents: "Hello there" });
assert.match(answer.text, /Hello there/);
assert.equal(answer.candidates[0].finishReason, "STOP");
const { promptTokenCount, candidatesTokenCount, totalTokenCount } = answer.usageMetadata;
assert.equal(totalTokenCount, promptTokenCount + candidatesTokenCount);

const chunks = await collected(await models.generateContentStream({ model, contents: "Hello there" }));
assert.ok(chunks.length > 3);
assert.equal(chunks.map((chunk) => chunk.text ?? "").join(""), answer.text);
assert.equal(chunks.at(-1).usageMetadata.candidatesTokenCount, candidatesTokenCount);

const question = { role: "user", parts: [{ text: "Where is my order 1042?" }] };
const called = await collected(await models.generateContentStream({ model, contents: [question], config }));
const [call] = called.flatMap((chunk) => chunk.functionCalls ?? []);
assert.deepEqual(call.args, { order_number: "1042" });

const result = await models.generateContent({
  model,
  config,
  contents: [
    question,
    called.find((chunk) => chunk.functionCalls).candidates[0].content,
    { role: "user", parts: [{ functionResponse: { id: call.id, name: call.name, response: { status: "shipped" } } }] },
  ],
});
assert.match(result.text, /shipped/);

const status = (code) => (error) => error instanceof ApiError && error.status === code;
await assert.rejects(client("sk-refused").models.generateContent({ model, contents: "Hello" }), (error) => {
  assert.ok(status(400)(error));
  assert.match(error.message, /API_KEY_INVALID/);
  return true;
});
await assert.rejects(models.generateContent({ model, contents: "limited" }), (error) => {
  assert.ok(status(429)(error));
  assert.equal(JSON.parse(error.message).error.details[0].retryDelay, "7s");
  return true;
});
await assert.rejects(async () => collected(await models.generateContentStream({ model, contents: "broken" })), status(503));
console.log("Google's client understands the stand-in.");
