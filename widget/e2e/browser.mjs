import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, or the one in CHROMIUM; nothing is downloaded. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? known.find(existsSync);
  if (!executablePath) throw new Error('No Chromium found: install it (apt-get install chromium) or set CHROMIUM.');
  const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map((what) => `--disable-${what}`);
  return chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--no-first-run', ...quiet] });
}

/** Playwright's locators look into open shadow roots, so a page object needs no special words for them. */
export const partsOf = (page) => ({
  launcher: page.locator('.launcher'),
  window: page.locator('.window'),
  field: page.locator('textarea'),
  answers: page.locator('.answer'),
  bubbles: page.locator('.bubble'),
  notice: page.locator('.notice'),
  status: page.locator('.status'),
  pill: page.locator('.pill'),
  async ask(text) {
    await page.locator('textarea').fill(text);
    await page.keyboard.press('Enter');
  },
  /** Until the given number of answers has been shown to its last word. */
  async answered(count = 1) {
    await page.waitForFunction(
      (wanted) => window.events?.filter(([name]) => name === 'message').length >= wanted,
      count,
    );
    await page.waitForFunction(() => {
      const root = document.querySelector('usher-chat').shadowRoot;
      return !root.querySelector('.word') && root.querySelector('.answer:last-child .body > *');
    });
  },
});
