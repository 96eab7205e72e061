// Pictures of every state, to be looked at:  node e2e/shots.mjs FOLDER [part of a name]
import { mkdirSync } from 'node:fs';
import { startServer } from '../dev/server.mjs';
import { launch, partsOf } from './browser.mjs';
import { scenes } from './scenes.mjs';

const [folder = 'target/shots', only = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

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
