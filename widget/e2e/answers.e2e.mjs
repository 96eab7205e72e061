// Asking and being answered: steps, sources, limits, the field, the end of the list.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from './visit.mjs';

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

test('staysStableOverADozenExchanges', async (t) => {
  const { ui } = await visit(t);
  for (let count = 1; count <= 12; count++) {
    await ui.ask(count % 2 ? 'Where is my order 1042?' : 'How long do I have to return it?');
    await ui.answered(count);
  }
  assert.deepEqual([await ui.bubbles.count(), await ui.answers.count()], [12, 12]);
});
