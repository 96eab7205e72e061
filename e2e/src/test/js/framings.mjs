// Reads native turns in the framings of the AI SDK and of AG-UI with their own code.
import assert from "node:assert/strict";
import { EventSchema } from "@ag-ui/core/schemas";
import { DefaultChatTransport, readUIMessageStream } from "ai";

const { server, key } = JSON.parse(process.argv[2]);
const headers = { Authorization: `Bearer ${key}`, Accept: "text/event-stream", "Content-Type": "application/json" };
const turns = `${server}/api/v1/chat/turns`;

const transport = new DefaultChatTransport({
  api: `${turns}?format=ai-sdk`,
  headers,
  prepareSendMessagesRequest: ({ messages }) => ({ body: { text: messages.at(-1).parts[0].text } }),
});
const stream = await transport.sendMessages({
  chatId: "one",
  trigger: "submit-message",
  messages: [{ id: "m1", role: "user", parts: [{ type: "text", text: "Count" }] }],
});
let message;
for await (const state of readUIMessageStream({ stream, terminateOnError: true })) {
  message = state;
}
assert.match(message.id, /^msg_/);
assert.match(message.metadata.conversation, /^cnv_/);
assert.deepEqual(
  message.parts.filter((part) => part.type === "text").map((part) => [part.text, part.state]),
  [["One two.", "done"]],
);

const response = await fetch(`${turns}?format=agui`, { method: "POST", headers, body: JSON.stringify({ text: "Count" }) });
assert.equal(response.status, 200);
const events = (await response.text())
  .split("\n")
  .filter((line) => line.startsWith("data:"))
  .map((line) => EventSchema.parse(JSON.parse(line.slice(5))));
assert.deepEqual(
  events.map((event) => event.type),
  [
    "RUN_STARTED",
    "TEXT_MESSAGE_START",
    "TEXT_MESSAGE_CONTENT",
    "TEXT_MESSAGE_CONTENT",
    "TEXT_MESSAGE_END",
    "CUSTOM",
    "RUN_FINISHED",
  ],
);
const unknown = await fetch(`${turns}?format=nonsense`, { method: "POST", headers, body: JSON.stringify({ text: "Hi" }) });
assert.equal(unknown.status, 400);
console.log("Both framings are understood.");
