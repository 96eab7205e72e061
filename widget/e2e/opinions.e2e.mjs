// What visitors think of answers and of conversations.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings, site, visit } from './visit.mjs';

const given = () => site.server.chat.feedback;

async function answered(t, options) {
  const visited = await visit(t, options);
  await visited.ui.ask('Where is my order 1042?');
  await visited.ui.answered();
  return visited;
}

test('ratesAnAnswerChangesItsMindAndKeepsItOverAReload', async (t) => {
  const { page } = await answered(t);
  const [up, down] = [page.locator('.rate .up'), page.locator('.rate .down')];
  await up.click();
  await page.locator('.rate .up[aria-pressed=true]').waitFor();
  await down.click();
  await page.locator('.rate .down[aria-pressed=true]').waitFor();
  await page.waitForTimeout(100);
  assert.deepEqual(
    given()
      .slice(-2)
      .map(({ thumb }) => thumb),
    ['up', 'down'],
  );
  assert.match(given().at(-1).message, /^msg_/);
  await page.reload();
  await page.locator('.rate .down[aria-pressed=true]').waitFor();
  assert.equal(await up.getAttribute('aria-pressed'), 'false');
});

test('letsThoseWhoWereNotContentSayWhy', async (t) => {
  const { page } = await answered(t);
  await page.locator('.rate .down').click();
  await page.locator('.comment input').fill('It was the wrong order');
  await page.keyboard.press('Enter');
  await page.locator('.rate .caption').filter({ hasText: 'Thank you' }).waitFor();
  assert.equal(given().at(-1).comment, 'It was the wrong order');
});

test('takesAThumbBackThatCouldNotBeSent', async (t) => {
  const { page } = await answered(t);
  await page.route(/feedback/, (route) => route.abort());
  await page.locator('.rate .up').click();
  await page.waitForFunction(() => window.events.some(([name]) => name === 'error'));
  await page.locator('.rate .up[aria-pressed=false]').waitFor();
});

test('showsThumbsOnlyWhereTheyAreWantedAndAlwaysToFingers', async (t) => {
  const opacity = (page) =>
    page
      .locator('.rate .up')
      .first()
      .evaluate((it) => getComputedStyle(it).opacity);
  const mouse = await answered(t);
  await mouse.ui.ask('Hello');
  await mouse.ui.answered(2);
  await mouse.ui.field.hover();
  assert.equal(await opacity(mouse.page), '0');
  await mouse.ui.answers.first().hover();
  assert.equal(await opacity(mouse.page), '1');
  const touch = await answered(t, { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true });
  await touch.ui.ask('Hello');
  await touch.ui.answered(2);
  assert.equal(await opacity(touch.page), '1');
});

for (const locale of ['en', 'he']) {
  test(`asksHowItWasWhenTheVisitorEndsTheConversation in ${locale}`, async (t) => {
    const { page, ui } = await answered(t, { path: `/?locale=${locale}` });
    await page.locator('header .quiet').first().click();
    await page.locator('.survey .grade').nth(3).click();
    await page.locator('.grade[aria-pressed=true]').waitFor();
    assert.deepEqual(await findings(page), []);
    await page.locator('.survey input').fill('Quick');
    await page.keyboard.press('Enter');
    await page.locator('.survey .caption:only-child').waitFor();
    assert.deepEqual(
      given()
        .slice(-2)
        .map(({ csat, comment }) => [csat, comment]),
      [
        [4, undefined],
        [4, 'Quick'],
      ],
    );
    assert.match(given().at(-1).conversation, /^cnv_/);
    await ui.ask('Hello');
    await ui.answered(2);
    assert.equal(await page.locator('.survey').count(), 0);
  });
}

test('asksNobodyHowItWasWhoWasNotAnswered', async (t) => {
  const { page, ui } = await visit(t);
  await ui.ask('Hello #huge');
  await page.locator('.failure').waitFor();
  await page.locator('header .quiet').first().click();
  await page.locator('.suggestion').first().waitFor();
  await page.waitForTimeout(200);
  assert.equal(await page.locator('.survey').count(), 0);
});
