// Stripe's own library signs webhooks. Ours takes those, and refuses what was forged, changed or is too old.
import assert from "node:assert/strict";
import Stripe from "stripe";

const { url, secret } = JSON.parse(process.argv[2]);
const stripe = new Stripe("sk_test_1");
const now = Math.floor(Date.now() / 1000);
const payload = JSON.stringify({
  id: "evt_e2e",
  object: "event",
  type: "payment_intent.succeeded",
  data: { object: { id: "pi_of_nobody", object: "payment_intent" } },
});

async function deliver(body, signed) {
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: now, ...signed });
  const response = await fetch(url, {
    method: "POST",
    headers: { "Stripe-Signature": signature, "Content-Type": "application/json; charset=utf-8" },
    body,
  });
  return response.status;
}

assert.equal(await deliver(payload, {}), 200);
assert.equal(await deliver(payload, {}), 200, "told twice");
assert.equal(await deliver(payload, { timestamp: now - 299 }), 200, "told late");
assert.equal(await deliver(payload, { timestamp: now - 310 }), 401, "too old");
assert.equal(await deliver(payload, { secret: "whsec_of_somebody" }), 401, "forged");
assert.equal(await deliver(payload.replace("nobody", "mallory"), {}), 401, "changed");
assert.equal((await fetch(url, { method: "POST", body: payload })).status, 401, "unsigned");
console.log("Stripe's library is understood.");
