// An operator signs in, finds the tenant, reads the conversation with its tool call, and sees the month's usage.
import assert from "node:assert/strict";
import { browse, given } from "./browser.mjs";

await browse(given, async (page, shot) => {
  await page.goto(`${given.gateway}/admin/`);
  // The demo login fills the form by itself; who types at that very moment types into it.
  await page.getByText("Demo login").waitFor();
  await page.getByLabel("Email").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill("admin123");
  await page.getByRole("button", { name: "Sign in" }).click();

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tenants" }).click();
  await page.getByRole("heading", { name: "Tenants" }).waitFor();
  await page.getByRole("link", { name: given.name }).first().click();
  await page.getByText("Messages this month").waitFor();
  await shot("operator-1-tenant");

  await page.getByRole("tab", { name: "Conversations" }).click();
  const conversation = page.getByRole("table").getByRole("link").first();
  await conversation.waitFor();
  await shot("operator-2-conversations");
  await conversation.click();
  await page.getByText("Where is my order 1042?").first().waitFor();
  const step = page.getByText(/Check(ing|ed) order 1042/).first();
  await step.waitFor();
  await step.click();
  await page.getByText("get_order_status").first().waitFor();
  await shot("operator-3-conversation");

  await page.goto(`${given.gateway}/admin/tenants/${given.tenant}/usage`);
  const messages = page.getByRole("listitem").filter({ hasText: /^Messages/ }).first();
  await messages.waitFor();
  const shown = (await messages.innerText()).match(/\d[\d,.]*/)?.[0].replace(/\D/g, "");
  assert.equal(Number(shown), given.turns, `usage shows ${shown} messages of ${given.turns} turns`);
  await shot("operator-4-usage");

  await page.goto(`${given.gateway}/admin/tenants/${given.other}/conversations`);
  await page.getByText("No conversations yet").waitFor();
  await shot("operator-5-beside");
});
