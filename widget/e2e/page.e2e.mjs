// The page around the widget: what it asks, what it is told, what it does to us.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site, storage, visit } from './visit.mjs';

test('doesWhatThePageAsksAndTellsItWhatHappens', async (t) => {
  const { page, ui } = await visit(t, { opened: false });
  await page.evaluate(() => {
    window.heard = [];
    window.stop = window.Usher('on', 'open', () => window.heard.push('open'));
    window.Usher('open');
  });
  await page.locator('.window.open').waitFor();
  await page.evaluate(() => {
    window.stop();
    window.Usher('close');
    window.Usher('toggle');
    window.Usher('send', 'Where is my order 1042?');
  });
  await ui.answered();
  assert.deepEqual(await page.evaluate(() => window.heard), ['open']);
  const names = await page.evaluate(() => [...new Set(window.events.map(([name]) => name))].sort());
  assert.deepEqual(names, ['close', 'message', 'open', 'ready', 'tool', 'unread']);
  await page.evaluate(() => window.Usher('setTheme', 'dark'));
  await page.locator('usher-chat[data-scheme=dark]').waitFor();
  await page.evaluate(() => window.Usher('setLocale', 'he'));
  await page.locator('.window.open[dir=rtl]').waitFor();
  assert.equal(await ui.bubbles.innerText(), 'Where is my order 1042?');
});

test('leavesNothingOfTheVisitorBehindOnShutdownAndComesBackWithBoot', async (t) => {
  const { page, ui } = await visit(t, { path: '/?identity=eyJ.eyJzdWIiOiJtYXlhIn0.x' });
  await ui.ask('Where is my order 1042?');
  await ui.answered();
  assert.match(await storage(page), /cnv_.*maya|maya.*cnv_/);
  await page.evaluate(() => window.Usher('shutdown'));
  await ui.launcher.waitFor({ state: 'hidden' });
  assert.doesNotMatch(await storage(page), /cnv_|maya|token/);
  await page.evaluate(() => window.Usher('boot', { apiKey: 'pk_demo' }));
  await open(page, ui);
  assert.equal(await ui.bubbles.count(), 0);
});

test('sendsTheSignedIdentityWithTheSession', async (t) => {
  const { ui } = await visit(t, { path: '/?identity=eyJ.eyJzdWIiOiJ6b2UifQ.x' });
  await ui.ask('Hello');
  await ui.answered();
  assert.ok([...site.server.chat.sessions.values()].some(({ identity }) => identity === 'eyJ.eyJzdWIiOiJ6b2UifQ.x'));
});

test('countsUnreadAnswersOnTheLauncherWhileClosed', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('Where is my order 1042?');
  await page.locator('header button').last().click();
  await page.locator('.badge').filter({ hasText: '1' }).waitFor();
  assert.equal(await ui.launcher.getAttribute('aria-label'), 'Open chat, 1 new message');
});

test('survivesAPageThatReplacesItsBodyOrRunsTheTagAgain', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('Where is my order 1042?');
  await ui.answered();
  await page.evaluate(() => {
    document.body.replaceWith(document.createElement('body'));
    const tag = document.createElement('script');
    tag.src = '/widget/widget.js';
    tag.dataset.apiKey = 'pk_demo';
    document.body.append(tag);
  });
  await page.waitForTimeout(300);
  assert.equal(await page.locator('usher-chat').count(), 1);
  assert.equal(await ui.bubbles.innerText(), 'Where is my order 1042?');
});

test('worksOnAPageThatForbidsInlineStylesAndScripts', async (t) => {
  const { page, ui } = await visit(t, { path: '/strict' });
  await ui.ask('Where is my order 1042?');
  await page.locator('.body').filter({ hasText: 'tracking link' }).waitFor();
  assert.equal(await page.locator('.bubble').evaluate((it) => getComputedStyle(it).borderStartStartRadius), '16px');
});
