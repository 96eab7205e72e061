// The built widget in Chromium against the stand-in for chat-service:  npm run build && npm run e2e
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startServer } from '../dev/server.mjs';
import { launch, partsOf } from './browser.mjs';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** The server and the browser of the tests of one file. */
export const site = {};

before(async () => {
  site.server = await startServer({ pace: 0.1 });
  site.browser = await launch();
});
after(async () => {
  await site.browser.close();
  await site.server.close();
});

/** A page of its own visitor; any error on it fails the test at the end. */
export async function visit(t, { path = '/', opened = true, ...options } = {}) {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const errors = [];
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.text().includes('Failed to load resource')) errors.push(said.text());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(errors, []);
  });
  await page.goto(site.server.url + path);
  const ui = partsOf(page);
  if (opened) await open(page, ui);
  return { page, ui, context };
}

export async function open(page, ui) {
  await ui.launcher.click();
  await page.locator('.window.open').waitFor();
}

export const storage = (page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

/** Serious findings of axe within the widget. */
export async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run('usher-chat'));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
