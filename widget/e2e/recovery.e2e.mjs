// What breaks and how the widget gets over it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, site, visit } from './visit.mjs';

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

test('goesOnAfterAReleaseTookItsHashedFilesAway', async (t) => {
  const { page, ui } = await visit(t, { path: '/blank', opened: false });
  await page.route(/usher-[\w-]+\.js$/, (route, request) =>
    request.frame().url().includes('old') && !page.released ? route.fulfill({ status: 404 }) : route.continue(),
  );
  page.on('request', (request) => {
    if (/(usher|talk)\.js\?/.test(request.url())) page.released = true;
  });
  await page.goto(`${site.server.url}/?old`);
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
