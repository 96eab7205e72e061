// A signed-in customer of the demo shop asks where the order is and how long it may be returned.
import assert from "node:assert/strict";
import { browse, given } from "./browser.mjs";

await browse(given, async (page, shot) => {
  await page.goto(`${given.gateway}/demo/`);
  const launcher = page.getByRole("button", { name: /^(Open chat|Chat)$/ });
  await launcher.click();
  const composer = page.getByPlaceholder("Write a message");
  await composer.waitFor();
  await shot(`visitor-${given.model}-1-open`);

  await composer.fill("Where is my order 1042?");
  await composer.press("Enter");
  await page.getByText("Checked order 1042").first().waitFor();
  // The tracking number is known to the shop alone: the answer can only have it from the tool.
  await page.locator("usher-chat").getByText(/PN7730415NO/).first().waitFor();
  await shot(`visitor-${given.model}-2-order`);

  await composer.fill("How long do I have to return it?");
  await composer.press("Enter");
  await page.locator("usher-chat").getByText(given.promised).first().waitFor();
  const source = page.getByRole("button", { name: /^Source \d+: Returns and refunds/ });
  await source.first().waitFor();
  await shot(`visitor-${given.model}-3-returns`);

  await source.first().click();
  const link = page.getByRole("link", { name: /Returns and refunds/ }).first();
  await link.waitFor();
  assert.match(await link.getAttribute("href"), /\/demo\//, "the source leads to the shop's policy");
  await page.keyboard.press("Escape");

  await page.reload();
  const earlier = page.getByText("Where is my order 1042?").first();
  await launcher.or(earlier).first().waitFor();
  if (!(await earlier.isVisible())) await launcher.click();
  await earlier.waitFor();
  await shot(`visitor-${given.model}-4-reloaded`);
});
