// A signed-in customer of the demo shop asks where the order is and how long it may be returned.
import assert from "node:assert/strict";
import { browse, given } from "./browser.mjs";

await browse(given, async (page, shot) => {
  await page.goto(`${given.gateway}/demo/`);
  await page.getByRole("button", { name: "Open chat" }).click();
  const composer = page.getByPlaceholder("Write a message");
  await composer.waitFor();
  await shot(`visitor-${given.model}-1-open`);

  await composer.fill("Where is my order 1042?");
  await composer.press("Enter");
  await page.getByText("Checked order 1042").first().waitFor();
  // The carrier is known to the shop alone: the answer can only have it from the tool.
  await page.getByText(/PostNord/).first().waitFor();
  await shot(`visitor-${given.model}-2-order`);

  await composer.fill("How long do I have to return it?");
  await composer.press("Enter");
  await page.getByText(given.promised).first().waitFor();
  const source = page.getByRole("button", { name: /^Source 1: Returns and refunds/ });
  await source.first().waitFor();
  await shot(`visitor-${given.model}-3-returns`);

  await source.first().click();
  const link = page.getByRole("link", { name: /Returns and refunds/ }).first();
  await link.waitFor();
  assert.match(await link.getAttribute("href"), /\/demo\//, "the source leads to the shop's policy");
  await page.keyboard.press("Escape");

  await page.reload();
  const launcher = page.getByRole("button", { name: "Open chat" });
  if (await launcher.isVisible().catch(() => false)) await launcher.click();
  await page.getByText("Where is my order 1042?").first().waitFor();
  await page.getByText(/PostNord/).first().waitFor();
  await shot(`visitor-${given.model}-4-reloaded`);
});
