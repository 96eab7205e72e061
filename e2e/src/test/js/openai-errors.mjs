// What OpenAI's own client makes of refusals: which it raises at once, and which it tries again by itself.
import assert from "node:assert/strict";
import OpenAI from "openai";

const { server, key, publishable } = JSON.parse(process.argv[2]);
let requests = 0;
const counted = (...given) => {
  requests++;
  return fetch(...given);
};
const client = (apiKey) => new OpenAI({ apiKey, baseURL: `${server}/v1`, fetch: counted });
const openai = client(key);
const ask = { model: "persona:support-assistant@live", messages: [{ role: "user", content: "Hello" }] };

async function raises(promise, type, fields, tries) {
  requests = 0;
  await assert.rejects(promise(), (error) => {
    assert.ok(error instanceof type, `${error}`);
    for (const [name, value] of Object.entries(fields)) {
      assert.equal(error[name], value, `${name} of ${error}`);
    }
    return true;
  });
  assert.equal(requests, tries);
}

await raises(
  () => client("sk_nonsense").chat.completions.create(ask),
  OpenAI.AuthenticationError,
  { status: 401, code: "invalid_api_key" },
  1,
);
await raises(() => client(publishable).chat.completions.create(ask), OpenAI.PermissionDeniedError, { status: 403 }, 1);
await raises(
  () => openai.chat.completions.create({ ...ask, model: "gpt-4o" }),
  OpenAI.NotFoundError,
  { code: "model_not_found", param: "model" },
  1,
);
await raises(
  () => openai.chat.completions.create({ ...ask, n: 3 }),
  OpenAI.BadRequestError,
  { code: "unsupported_parameter", param: "n", type: "invalid_request_error" },
  1,
);

// The model breaks off; the client asks again and has its answer.
requests = 0;
const whole = await openai.chat.completions.create(ask);
assert.equal(whole.choices[0].message.content, "Whole.");
assert.equal(requests, 2);

const second = await openai.chat.completions.create(ask);
assert.equal(second.choices[0].message.content, "Second.");
await raises(
  () => openai.chat.completions.create(ask),
  OpenAI.APIError,
  { status: 402, type: "budget_exceeded", code: "budget_exceeded" },
  1,
);
await raises(
  () => openai.chat.completions.create({ ...ask, stream: true }),
  OpenAI.APIError,
  { status: 402, type: "budget_exceeded" },
  1,
);
console.log("OpenAI's client understands every refusal.");
