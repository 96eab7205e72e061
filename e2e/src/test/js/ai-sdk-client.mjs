// Asks a persona through Vercel's AI SDK with its OpenAI provider and checks what the SDK made of it.
import assert from "node:assert/strict";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, jsonSchema, stepCountIs, streamText, tool } from "ai";

const { server, key } = JSON.parse(process.argv[2]);
const usher = createOpenAI({ apiKey: key, baseURL: `${server}/v1` });
const model = usher.chat("persona:support-assistant@live");

const answer = await generateText({ model, prompt: "Hello" });
assert.equal(answer.text, "Hello there.");
assert.equal(answer.usage.totalTokens, 15);
assert.equal(answer.finishReason, "stop");

const streamed = streamText({ model, prompt: "Count" });
let said = "";
for await (const piece of streamed.textStream) {
  said += piece;
}
assert.equal(said, "One two.");
assert.equal((await streamed.usage).outputTokens, 5);

const asked = [];
const acted = streamText({
  model,
  prompt: "Where is my order 1042?",
  stopWhen: stepCountIs(3),
  tools: {
    get_order_status: tool({
      description: "Where an order is",
      inputSchema: jsonSchema({
        type: "object",
        required: ["order_number"],
        properties: { order_number: { type: "string" } },
      }),
      execute: async ({ order_number }) => {
        asked.push(order_number);
        return { status: "shipped" };
      },
    }),
  },
});
assert.equal(await acted.text, "It has shipped.");
assert.deepEqual(asked, ["1042"]);
console.log("The AI SDK understands this.");
