// The window itself: focus, place, phones, right to left, motion, accessibility.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings, visit } from './visit.mjs';

test('opensWithTheFieldFocusedAndClosesWithEscapeBackToTheLauncher', async (t) => {
  const { page, ui } = await visit(t);
  await page.waitForFunction(() => document.querySelector('usher-chat').shadowRoot.activeElement?.matches('textarea'));
  await page.keyboard.press('Escape');
  await page.locator('.window:not(.open)').waitFor({ state: 'attached' });
  assert.equal(await ui.launcher.evaluate((it) => it.getRootNode().activeElement === it), true);
  assert.equal(await ui.launcher.getAttribute('aria-expanded'), 'false');
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
