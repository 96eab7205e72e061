// A signed-in customer of the demo shop asks where the order is and how long it may be returned.
import assert from "node:assert/strict";
import { browse, given } from "./browser.mjs";

/** Sends a question and waits until its answer has arrived to the end: until then, the button stops it. */
async function ask(page, composer, question) {
  const answered = page.waitForResponse((response) => response.url().endsWith("/api/v1/chat/turns"));
  await composer.fill(question);
  await composer.press("Enter");
  await answered;
  await page.getByRole("button", { name: "Send message" }).waitFor();
}

/** Asks for money back, says no, asks again and says yes; nothing moves before that. */
async function refund(page, composer, shot) {
  const card = page.getByRole("group", { name: /^Confirmation needed/ }).last();
  const decide = async (name) => {
    const answered = page.waitForResponse((response) => response.url().endsWith("/api/v1/chat/turns"));
    await card.getByRole("button", { name }).click();
    await answered;
    await page.getByRole("button", { name: "Send message" }).waitFor();
  };

  await ask(page, composer, "Please refund my order 1042");
  await card.getByRole("button", { name: "Confirm" }).waitFor();
  await shot(`visitor-${given.model}-5-card`);
  await decide("Decline");
  await page.locator("usher-chat").getByText(/left it as it is/).waitFor();
  assert.equal(await page.locator("usher-chat").getByText(/€228/).count(), 0, "nothing was refunded");

  await ask(page, composer, "Please refund my order 1042");
  await card.getByRole("button", { name: "Confirm" }).waitFor();
  await decide("Confirm");
  // The amount is known to the shop alone.
  await page.locator("usher-chat").getByText(/€228 for order 1042 is on its way back/).first().waitFor();
  await shot(`visitor-${given.model}-6-refunded`);
}

await browse(given, async (page, shot) => {
  await page.goto(`${given.gateway}/demo/`);
  const launcher = page.getByRole("button", { name: /^(Open chat|Chat)$/ });
  await launcher.click();
  const composer = page.getByPlaceholder("Write a message");
  await composer.waitFor();
  await shot(`visitor-${given.model}-1-open`);

  await ask(page, composer, "Where is my order 1042?");
  await page.getByText("Checked order 1042").first().waitFor();
  // The tracking number is known to the shop alone: the answer can only have it from the tool.
  await page.locator("usher-chat").getByText(/PN7730415NO/).first().waitFor();
  await shot(`visitor-${given.model}-2-order`);

  await ask(page, composer, "How long do I have to return it?");
  await page.locator("usher-chat").getByText(given.promised).first().waitFor();
  // The list of sources appears when the last word has faded in, and with it the chips that stay.
  await page.locator("usher-chat").getByText("Sources", { exact: true }).last().waitFor();
  const source = page.getByRole("button", { name: /^Source \d+: Returns and refunds/ });
  await source.first().waitFor();
  await shot(`visitor-${given.model}-3-returns`);

  await source.first().click();
  const link = page.getByRole("link", { name: /Returns and refunds/ }).first();
  await link.waitFor();
  assert.match(await link.getAttribute("href"), /\/demo\//, "the source leads to the shop's policy");
  await page.keyboard.press("Escape");

  if (given.refunds) await refund(page, composer, shot);

  await page.reload();
  const earlier = page.locator("usher-chat").getByText(/PN7730415NO/).first();
  const opensByItself = earlier.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!(await opensByItself)) await launcher.click();
  await earlier.waitFor();
  // What was decided asks for nothing any more.
  assert.equal(await page.getByRole("button", { name: "Confirm" }).count(), 0);
  await shot(`visitor-${given.model}-4-reloaded`);
});
