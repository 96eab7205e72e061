// How long the launcher takes on a slow line and a slow machine, beside a blank page and a script that does nothing.
//   node e2e/first-load.mjs [rounds]
import { startServer } from '../dev/server.mjs';
import { launch } from './browser.mjs';

const rounds = Number(process.argv[2] ?? 9);
/** Lighthouse's "slow 4G": 1.6 Mbit/s down, 0.75 up, 150 ms; and a processor four times slower. */
const line = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

const server = await startServer();
const browser = await launch();

/** Milliseconds to the first paint after the page's own content or the launcher is there, and what was loaded by then. */
async function measure(path) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  const loaded = [];
  client.on('Network.responseReceived', ({ requestId, response }) => loaded.push({ requestId, url: response.url }));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const found = loaded.find((one) => one.requestId === requestId);
    if (found) found.bytes = encodedDataLength;
  });
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', line);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript((blank) => {
    const done = () =>
      requestAnimationFrame(() =>
        requestAnimationFrame((now) => {
          window.shownAt = now;
        }),
      );
    if (blank) document.addEventListener('DOMContentLoaded', done);
    else {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('usher-chat')) return;
        observer.disconnect();
        done();
      }).observe(document, { childList: true, subtree: true });
    }
  }, path === '/blank');
  await page.goto(server.url + path);
  await page.waitForFunction(() => window.shownAt);
  const shown = await page.evaluate(() => window.shownAt);
  await page.waitForTimeout(path === '/tag' ? 2500 : 0);
  await context.close();
  return { shown, scripts: loaded.filter(({ url }) => url.includes('/widget/')) };
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const times = { '/blank': [], '/floor': [], '/tag': [] };
let scripts = [];
for (let round = 0; round < rounds; round++) {
  for (const path of Object.keys(times)) {
    const measured = await measure(path);
    times[path].push(measured.shown);
    if (path === '/tag') scripts = measured.scripts;
  }
}
await browser.close();
await server.close();

const [blank, floor, tag] = Object.values(times).map(median);
console.log(
  `blank page ${blank.toFixed(0)} ms, with an empty script +${(floor - blank).toFixed(0)} ms, with the widget's launcher +${(tag - blank).toFixed(0)} ms (medians of ${rounds})`,
);
console.log('loaded without the visitor doing anything:');
for (const { url, bytes } of scripts) console.log(`  ${new URL(url).pathname} ${bytes} B with headers`);
