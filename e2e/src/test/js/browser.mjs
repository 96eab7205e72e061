// One Chromium with one page, which fails the script on anything a person would call broken.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Runs the steps with a page; errors on the page are errors of the journey. */
export async function browse(given, steps) {
  mkdirSync(given.screenshots, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const broken = [];
  page.on("pageerror", (error) => broken.push(`page error: ${error.stack ?? error}`));
  page.on("response", (response) => {
    if (response.status() >= 500) broken.push(`${response.status()} ${response.url()}`);
  });
  const shot = (name) => page.screenshot({ path: `${given.screenshots}/${name}.png` });
  try {
    await steps(page, shot);
    if (broken.length) throw new Error(broken.join("\n"));
  } catch (error) {
    await shot(`failed-${process.argv[1].split("/").pop()}`).catch(() => undefined);
    console.error(error.stack ?? error, ...broken);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

export const given = JSON.parse(process.argv[2]);
