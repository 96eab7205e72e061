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

  await page.reload();
  const earlier = page.locator("usher-chat").getByText(/PN7730415NO/).first();
  const opensByItself = earlier.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!(await opensByItself)) await launcher.click();
  await earlier.waitFor();
  await shot(`visitor-${given.model}-4-reloaded`);
});
