// The built widget in Chromium against the stand-in for chat-service:  npm run build && npm run e2e
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startServer } from '../dev/server.mjs';
import { launch, partsOf } from './browser.mjs';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
let server;
let browser;

before(async () => {
  server = await startServer({ pace: 0.1 });
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** A page of its own visitor; any error on it fails the test at the end. */
async function visit(t, { path = '/', opened = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
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
  await page.goto(server.url + path);
  const ui = partsOf(page);
  if (opened) await open(page, ui);
  return { page, ui, context };
}

async function open(page, ui) {
  await ui.launcher.click();
  await page.locator('.window.open').waitFor();
}

const storage = (page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

/** Serious findings of axe within the widget. */
async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run('usher-chat'));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('opensWithTheFieldFocusedAndClosesWithEscapeBackToTheLauncher', async (t) => {
  const { page, ui } = await visit(t);
  await page.waitForFunction(() => document.querySelector('usher-chat').shadowRoot.activeElement?.matches('textarea'));
  await page.keyboard.press('Escape');
  await page.locator('.window:not(.open)').waitFor({ state: 'attached' });
  assert.equal(await ui.launcher.evaluate((it) => it.getRootNode().activeElement === it), true);
  assert.equal(await ui.launcher.getAttribute('aria-expanded'), 'false');
});

test('answersWithItsStepsAndItsSources', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('Where is my order 1042?');
  await ui.answered();
  assert.equal(await page.locator('.tool').innerText(), 'Checked order 1042');
  assert.match(await ui.answers.innerText(), /It should reach you on Tuesday, 24 November/);
  await ui.ask('How long do I have to return it?');
  await ui.answered(2);
  await page.locator('.sources .chip').first().click();
  assert.equal(await page.locator('a.card').getAttribute('href'), 'https://shop.example/help/returns');
  assert.match(await page.locator('[aria-live=polite]').last().innerText(), /30 days/);
});

test('keepsTheTalkAndTheOpenWindowOverAReload', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('Where is my order 1042?');
  await ui.answered();
  await page.reload();
  await page.locator('.window.open').waitFor();
  await ui.answers.waitFor();
  assert.equal(await ui.bubbles.innerText(), 'Where is my order 1042?');
});

test('fetchesTheAnswerThatWasComingWhenThePageWasReloaded', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('How long do I have to return it? #break #slow');
  await page.locator('.word').first().waitFor();
  await page.reload();
  await page.locator('.answer .sources .chip').first().waitFor();
  assert.equal(await ui.bubbles.count(), 1);
});

test('letsNothingOfAHostileAnswerIntoThePage', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('hostile');
  await ui.answered();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('.body :is(img, script, b, i)').count(), 0);
  assert.deepEqual(await page.locator('.body a').evaluateAll((all) => all.map(({ href }) => href)), [
    'https://shop.example/a?b=c&d=e',
  ]);
});

test('showsTheStoredAnswerWhenTheStreamBreaks', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('How long do I have to return it? #break');
  await ui.answered();
  assert.match(await ui.answers.innerText(), /5 working days/);
  assert.equal(await page.locator('.failure:visible').count(), 0);
});

test('triesAgainUnderTheSameIdAndIsAnsweredOnce', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('How long do I have to return it? #lost');
  await page.locator('.answer .link').click();
  await ui.answered();
  assert.match(await ui.answers.innerText(), /5 working days/);
  assert.equal(await ui.bubbles.count(), 1);
});

for (const fault of ['#flaky', '#busy', '#expire', '#gone', '#closed']) {
  test(`recoversByItselfFrom${fault.slice(1)}`, async (t) => {
    const { page, ui } = await visit(t);
    await ui.ask('Where is my order 1042?');
    await ui.answered();
    await ui.ask(`How long do I have to return it? ${fault}`);
    await ui.answered(2);
    assert.equal(await page.locator('.failure:visible').count(), 0);
  });
}

test('saysWhatHappenedAndLetsTheVisitorTryAgain', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('Hello #fail');
  await page.locator('.question .link').click();
  await ui.answered();
  assert.equal(await page.locator('.failure:visible').count(), 0);
});

test('countsTheRateLimitDownAndThenSendsWhatWaited', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('Where is my order 1042? #limit2');
  await ui.notice.filter({ hasText: /You can write again in 0:0[12]/ }).waitFor();
  assert.equal(await page.locator('.send').getAttribute('aria-disabled'), 'true');
  await ui.answered();
  assert.equal(await ui.notice.isVisible(), false);
});

test('saysThatThePlanIsUsedUpAndWhenItIsNot', async (t) => {
  const { ui } = await visit(t);
  await ui.ask('Hello #plan');
  await ui.notice.filter({ hasText: /reached its limit of messages\. You can write again on \w+ \d+/ }).waitFor();
});

test('keepsMessagesWhileOfflineAndSendsThemAfterwards', async (t) => {
  const { page, ui, context } = await visit(t);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await ui.ask('Where is my order 1042?');
  await ui.status.filter({ hasText: 'You are offline' }).waitFor();
  await page.locator('.state').filter({ hasText: 'Waiting to be sent' }).waitFor();
  await context.setOffline(false);
  await ui.answered();
  assert.equal(await ui.status.isVisible(), false);
});

test('sendsWithEnterButNotWithShiftOrWhileComposing', async (t) => {
  const { page, ui } = await visit(t);
  await ui.field.fill('one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  assert.equal(await ui.field.inputValue(), 'one\ntwo');
  await ui.field.evaluate((it) => {
    const composing = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true };
    it.dispatchEvent(new KeyboardEvent('keydown', composing));
  });
  assert.equal(await ui.bubbles.count(), 0);
  await page.keyboard.press('Enter');
  assert.equal(await ui.bubbles.innerText(), 'one\ntwo');
});

test('growsToSixLinesAndNoFurther', async (t) => {
  const { ui } = await visit(t);
  const heights = [];
  for (const lines of [1, 3, 6, 20]) {
    await ui.field.fill(Array(lines).fill('line').join('\n'));
    heights.push(await ui.field.evaluate((it) => it.clientHeight));
  }
  assert.deepEqual(heights, [36, 84, 156, 156]);
});

test('followsTheEndOnlyWhileTheVisitorIsThere', async (t) => {
  const { page, ui } = await visit(t);
  const scroll = page.locator('.scroll');
  const distance = () => scroll.evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight);
  await ui.ask('A long answer please');
  await ui.answered();
  assert.ok((await distance()) < 2);
  await ui.ask('Another long one #slow');
  await ui.answers.nth(1).locator('.word').first().waitFor();
  await scroll.hover();
  await page.mouse.wheel(0, -300);
  await ui.pill.waitFor();
  const top = await scroll.evaluate((it) => it.scrollTop);
  await ui.answered(2);
  assert.equal(await scroll.evaluate((it) => it.scrollTop), top);
  await ui.pill.click();
  assert.ok((await distance()) < 2);
  assert.equal(await ui.pill.isVisible(), false);
});

test('runsFromRightToLeftInHebrewAndLeavesEnglishAnswersAlone', async (t) => {
  const { page, ui } = await visit(t, { path: '/?locale=he' });
  await page.locator('.window[dir=rtl][lang=he]').waitFor();
  assert.equal(await ui.field.getAttribute('placeholder'), 'כתיבת הודעה');
  await ui.ask('איפה ההזמנה שלי?');
  await ui.answered();
  await ui.ask('How long do I have to return it?');
  await ui.answered(2);
  const direction = (at) =>
    ui.answers
      .nth(at)
      .locator('.body > :is(ul, ol)')
      .evaluate((it) => getComputedStyle(it).direction);
  assert.deepEqual([await direction(0), await direction(1)], ['rtl', 'ltr']);
});

for (const position of ['bottom-right', 'bottom-left', 'top-right', 'top-left']) {
  test(`staysOnScreenAt ${position}`, async (t) => {
    const { page, ui } = await visit(t, { path: `/?position=${position}` });
    await page.waitForTimeout(250);
    const { x, y, width, height } = await ui.window.boundingBox();
    assert.equal(position.startsWith('top') ? y : 800 - y - height, 88);
    assert.equal(position.endsWith('left') ? x : 1280 - x - width, 16);
    assert.ok(width === 400 && height === 680);
  });
}

test('fillsTheScreenOfAPhoneAndKeepsTheFocusInside', async (t) => {
  const { page, ui } = await visit(t, { viewport: { width: 390, height: 700 } });
  await page.waitForTimeout(250);
  assert.deepEqual(await ui.window.boundingBox(), { x: 0, y: 0, width: 390, height: 700 });
  assert.equal(await ui.window.getAttribute('aria-modal'), 'true');
  for (let steps = 0; steps < 20; steps++) {
    await page.keyboard.press('Tab');
    assert.ok(
      await page.evaluate(() => document.querySelector('usher-chat').shadowRoot.activeElement?.closest('.window')),
    );
  }
});

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
  assert.ok([...server.chat.sessions.values()].some(({ identity }) => identity === 'eyJ.eyJzdWIiOiJ6b2UifQ.x'));
});

test('countsUnreadAnswersOnTheLauncherWhileClosed', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('Where is my order 1042?');
  await page.keyboard.press('Escape');
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

test('goesOnAfterAReleaseTookItsHashedFilesAway', async (t) => {
  const { page, ui } = await visit(t, { path: '/blank', opened: false });
  await page.route(/usher-[\w-]+\.js$/, (route, request) =>
    request.frame().url().includes('old') && !page.released ? route.fulfill({ status: 404 }) : route.continue(),
  );
  page.on('request', (request) => {
    if (/(usher|talk)\.js\?/.test(request.url())) page.released = true;
  });
  await page.goto(`${server.url}/?old`);
  await open(page, ui);
  await ui.ask('Where is my order 1042?');
  await ui.answered();
});

test('givesTheWordsBackWhenWhatSendsThemCannotBeFetched', async (t) => {
  const { page, ui } = await visit(t, { opened: false });
  await page.route(/talk/, (route) => route.abort());
  await open(page, ui);
  await ui.ask('Where is my order 1042?');
  await ui.status.filter({ hasText: 'was not sent' }).waitFor();
  assert.equal(await ui.field.inputValue(), 'Where is my order 1042?');
  await page.unroute(/talk/);
  await page.keyboard.press('Enter');
  await ui.answered();
  assert.equal(await ui.status.isVisible(), false);
});

test('staysStableOverADozenExchanges', async (t) => {
  const { ui } = await visit(t);
  for (let count = 1; count <= 12; count++) {
    await ui.ask(count % 2 ? 'Where is my order 1042?' : 'How long do I have to return it?');
    await ui.answered(count);
  }
  assert.deepEqual([await ui.bubbles.count(), await ui.answers.count()], [12, 12]);
});

test('movesNothingForThoseWhoWantNoMotion', async (t) => {
  const { page, ui } = await visit(t, { reducedMotion: 'reduce' });
  await ui.ask('Where is my order? #thinking');
  await page.locator('.shimmer').waitFor();
  const moving = await page.evaluate(() => document.querySelector('usher-chat').shadowRoot.getAnimations().length);
  assert.equal(moving, 0);
});

for (const [locale, colorScheme] of [
  ['en', 'light'],
  ['en', 'dark'],
  ['he', 'light'],
  ['he', 'dark'],
]) {
  test(`isAccessible in ${locale}, ${colorScheme}`, async (t) => {
    const { page, ui } = await visit(t, { path: `/?locale=${locale}`, colorScheme });
    await page.waitForTimeout(300);
    assert.deepEqual(await findings(page), []);
    await ui.ask('Check everything');
    await ui.answered();
    await ui.ask('How long do I have to return it?');
    await ui.answered(2);
    await page.locator('.sources .chip').first().click();
    await ui.ask('A long answer please');
    await ui.answered(3);
    await ui.ask('Hello #huge');
    await ui.ask('Hello #limit');
    await ui.notice.waitFor();
    await page.waitForTimeout(300);
    assert.deepEqual(await findings(page), []);
  });
}
