// What must be confirmed before it is done.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings, site, visit } from './visit.mjs';

async function asked(t, options, text = 'Please refund my order 1042') {
  const visited = await visit(t, options);
  await visited.ui.ask(text);
  await visited.ui.answered();
  const card = visited.page.locator('.confirm');
  await card.waitFor();
  return { ...visited, card };
}

const decisions = () => site.server.chat.decisions;

for (const locale of ['en', 'he']) {
  test(`showsWhatWillBeDoneAndTakesAYes in ${locale}`, async (t) => {
    const { page, ui, card } = await asked(t, { path: `/?locale=${locale}` });
    assert.match(await card.innerText(), /Refund of order 1042\s[\s\S]*1042[\s\S]*228/);
    assert.equal(await page.locator('.tool').count(), 0);
    assert.deepEqual(await findings(page), []);
    const yes = card.locator('.choice').first();
    const before = decisions().length;
    const pressed = await yes.evaluate((it) => {
      it.click();
      it.click();
      return it.ariaDisabled;
    });
    assert.equal(pressed, 'true');
    await card.locator('.outcome.succeeded').waitFor();
    await ui.answered(2);
    assert.equal(decisions().length, before + 1);
    assert.equal(decisions().at(-1).decision, 'confirm');
    assert.equal(await card.locator('.choice').first().isVisible(), false);
    assert.equal(await ui.bubbles.count(), 2);
    assert.deepEqual(await findings(page), []);
  });
}

test('takesANoFromTheKeyboardAndKeepsTheFocus', async (t) => {
  const { page, ui, card } = await asked(t);
  const no = card.getByRole('button', { name: 'Decline' });
  await no.focus();
  await page.keyboard.press('Enter');
  await card.locator('.outcome.declined').waitFor();
  assert.equal(
    await page.evaluate(() => document.querySelector('usher-chat').shadowRoot.activeElement.className),
    'confirm',
  );
  await ui.answered(2);
  assert.equal(decisions().at(-1).decision, 'decline');
  assert.equal(await page.locator('.tool.declined').innerText(), 'Refund of order 1042\nDeclined');
});

test('showsTheCardAfterAReloadOnlyWhileItCanBeDecided', async (t) => {
  const { page, ui, card } = await asked(t);
  await page.reload();
  await card.getByRole('button', { name: 'Confirm' }).waitFor();
  await card.getByRole('button', { name: 'Confirm' }).click();
  await card.locator('.outcome.succeeded').waitFor();
  await ui.answered();
  await page.reload();
  await page.locator('.answer').nth(1).waitFor();
  assert.equal(await card.count(), 0);
  assert.equal(await page.locator('.tool.succeeded').first().innerText(), 'Refund of order 1042');
});

test('closesTheCardWhenItsTimeIsOver', async (t) => {
  const { card } = await asked(t, {}, 'Please refund my order 1042 #brief');
  await card.locator('.outcome.expired').waitFor();
  assert.equal(await card.locator('.choice').first().isVisible(), false);
});

test('opensTheCardAgainWhenTheDecisionDidNotArrive', async (t) => {
  const { page, card } = await asked(t);
  await page.route(/turns$/, (route) => route.abort());
  await card.getByRole('button', { name: 'Confirm' }).click();
  await page.locator('.question .failure').waitFor();
  assert.equal(await card.getByRole('button', { name: 'Confirm' }).getAttribute('aria-disabled'), 'false');
  await page.unroute(/turns$/);
  await page.locator('.question .failure .link').click();
  await card.locator('.outcome.succeeded').waitFor();
});

test('fitsAPhoneAndStandsOnItsOwnSideInHebrew', async (t) => {
  const { card } = await asked(t, {
    path: '/?key=pk_other&locale=he',
    viewport: { width: 390, height: 700 },
    hasTouch: true,
  });
  const [first, second] = await card
    .locator('.choice')
    .evaluateAll((all) => all.map((it) => it.getBoundingClientRect()));
  assert.ok(first.left > second.left, 'the first choice stands on the right');
  assert.ok(first.height >= 44 && first.right <= 390 && second.left >= 0);
});
