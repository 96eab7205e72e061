// Pictures of every state, to be looked at:  node e2e/shots.mjs FOLDER [part of a name]
import { mkdirSync } from 'node:fs';
import { startServer } from '../dev/server.mjs';
import { launch, partsOf } from './browser.mjs';

const [folder = 'target/shots', only = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

/** name, query of the demo page, what to do before the picture. */
const scenes = [
  ['closed', '', async () => {}, 'closed'],
  ['empty', '', async () => {}],
  [
    'order',
    '',
    async (ui) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
    },
  ],
  [
    'returns',
    '',
    async (ui) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
      await ui.ask('How long do I have to return it?');
      await ui.answered(2);
      await ui.answers.last().locator('.sources .chip').first().click();
    },
  ],
  [
    'several',
    '',
    async (ui) => {
      await ui.ask(
        'Check everything please: my order, the stock of the lamp in the window, and whether I can still change the address',
      );
      await ui.answered();
    },
  ],
  [
    'long',
    '',
    async (ui) => {
      await ui.ask('A long answer please');
      await ui.answered();
    },
  ],
  [
    'streaming',
    '',
    async (ui) => {
      await ui.ask('A long answer please #slow');
      await ui.answers.locator('h2,.heading').first().waitFor();
    },
  ],
  [
    'pill',
    '',
    async (ui, page) => {
      await ui.ask('A long answer please');
      await ui.answered();
      await ui.ask('Another long one #slow');
      await ui.answers.nth(1).locator('.word').first().waitFor();
      await page.locator('.scroll').hover();
      await page.mouse.wheel(0, -400);
      await ui.pill.waitFor();
    },
  ],
  [
    'thinking',
    '',
    async (ui) => {
      await ui.ask('#thinking');
      await ui.answers.first().waitFor();
    },
  ],
  [
    'tool',
    '',
    async (ui, page) => {
      await ui.ask('Where is my order? #tool');
      await page.locator('.spinner').waitFor();
    },
  ],
  [
    'failed',
    '',
    async (ui, page) => {
      await ui.ask('Is the #huge lamp there?');
      await page.locator('.failure').waitFor();
      await ui.ask('And this #error');
      await page.locator('.failure .link').waitFor();
    },
  ],
  [
    'interrupted',
    '',
    async (ui, page) => {
      await ui.ask('How long do I have to return it? #lost');
      await page.locator('.answer .failure').waitFor();
    },
  ],
  [
    'limit',
    '',
    async (ui) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
      await ui.ask('And the other one? #limit');
      await ui.notice.waitFor();
      await ui.field.fill('While I wait I can go on writing');
    },
  ],
  [
    'plan',
    '',
    async (ui) => {
      await ui.ask('Hello #plan');
      await ui.notice.waitFor();
    },
  ],
  [
    'offline',
    '',
    async (ui, page) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
      await page.context().setOffline(true);
      await ui.status.waitFor();
      await ui.ask('Is anybody there?');
      await page.locator('.state:visible').waitFor();
    },
  ],
  [
    'composer',
    '',
    async (ui) => {
      await ui.field.fill('One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight');
    },
  ],
  ['hebrew-empty', 'key=pk_other&locale=he&lang=he', async () => {}],
  [
    'hebrew',
    'key=pk_other&locale=he&lang=he',
    async (ui) => {
      await ui.ask('איפה ההזמנה שלי 1042?');
      await ui.answered();
      await ui.ask('How long do I have to return it?');
      await ui.answered(2);
    },
  ],
  [
    'hebrew-limit',
    'key=pk_demo&locale=he&lang=he',
    async (ui) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
      await ui.ask('ועוד אחת #limit');
      await ui.notice.waitFor();
      await ui.ask('x');
    },
  ],
  [
    'top-left',
    'position=top-left&primaryColor=%23fde047',
    async (ui) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
    },
  ],
];

const server = await startServer();
const browser = await launch();
for (const [name, query, act, closed] of scenes) {
  if (!name.includes(only)) continue;
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ]) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        deviceScaleFactor: width < 500 ? 2 : 1,
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(name, error.message));
      page.on(
        'console',
        (message) =>
          message.type() === 'error' &&
          !/Failed to load resource/.test(message.text()) &&
          console.error(name, message.text()),
      );
      await page.goto(`${server.url}/?${query}`);
      const ui = partsOf(page);
      await ui.launcher.waitFor();
      try {
        if (!closed) {
          await ui.launcher.click();
          await page.locator('.window.open').waitFor();
          await page.waitForFunction(
            () => document.querySelector('usher-chat').shadowRoot.querySelector('.avatar')?.textContent !== 'C',
          );
        }
        await act(ui, page);
      } catch (error) {
        console.error(name, error.message.split('\n')[0]);
      }
      await page.waitForTimeout(350);
      const clip =
        width > 500
          ? {
              x: closed || (!/left/.test(query + name) && !/pk_other/.test(query)) ? 960 : 0,
              y: 0,
              width: 480,
              height: 900,
            }
          : undefined;
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, ...(clip && { clip }) });
      await context.close();
    }
  }
}
await browser.close();
await server.close();
