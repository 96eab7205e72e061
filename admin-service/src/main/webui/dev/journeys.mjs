// Walks the console in Chromium against the stand-in, as members do, and runs axe on every page in both themes and directions.
// Needs `npm run build`; prints one line a step, ends with 1 when one failed.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { startStandIn } from './standin.mjs';

const BASE = await startStandIn(4181);
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const mock = async change => (await fetch(`${BASE}/__mock`, { method: 'PUT', body: JSON.stringify(change) })).json();

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
let failed = 0;

async function step(name, act) {
  try {
    await act();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL  ${name}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
  }
}

function must(condition, sentence) {
  if (!condition) throw new Error(sentence);
}

async function newPage(options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    bypassCSP: true,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.on('pageerror', error => {
    failed++;
    console.log(`FAIL  page error: ${error.message}`);
  });
  return page;
}

async function signIn(page, path = '/', email = 'admin', password = 'admin123') {
  await page.goto(`${BASE}/admin${path}`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const { tenants } = await mock({ reset: true });
const [first, , , , , other] = tenants;
const page = await newPage();

await step('signs in and lands on the tenants', async () => {
  await signIn(page);
  await page.getByRole('heading', { name: 'Tenants' }).waitFor();
  must(page.url().endsWith('/admin/tenants'), page.url());
});
await step('searches, keeps the filter over a reload, opens a tenant by its row', async () => {
  await page.getByLabel('Search by name or domain').fill('northwind');
  await page.waitForURL(/q=northwind/);
  await page.reload();
  await page.getByRole('link', { name: first.name }).first().click();
  await page.getByRole('heading', { name: first.name }).waitFor();
});
for (const tab of ['Conversations', 'Usage', 'Knowledge', 'Tools', 'Overview']) {
  await step(`opens the tab ${tab}`, async () => {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator(`[role=tab][aria-selected=true]:has-text("${tab}")`).waitFor();
  });
}
await step('moves between tabs by keyboard', async () => {
  await page.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/conversations$/);
});
await step('opens a conversation, folds out a tool call, shows it raw', async () => {
  await page.getByRole('tab', { name: 'Conversations' }).click();
  await page.locator('tbody tr').nth(1).getByRole('link').click();
  await page.getByRole('heading', { name: 'Conversation' }).waitFor();
  await page.locator('summary:visible').first().click();
  await page.getByText('Arguments').first().waitFor();
  await page.getByRole('button', { name: 'Raw' }).click();
  await page.getByText('"conversation":').waitFor();
});
await step('creates a tenant and sees its secrets once', async () => {
  await page.goto(`${BASE}/admin/tenants`);
  await page.getByRole('button', { name: 'Create tenant' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Journey Bakery');
  await page.getByRole('dialog').getByRole('button', { name: 'Create tenant' }).click();
  await page.getByText('is ready').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  must(await page.getByText(/^sk_/).isVisible(), 'the secrets were closed by accident');
  await page.getByRole('button', { name: 'Open tenant' }).click();
  await page.getByRole('heading', { name: 'Journey Bakery' }).waitFor();
});
await step('creates and revokes a key', async () => {
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  await page.getByText('Key created').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page
    .getByRole('button', { name: /^Revoke sk_/ })
    .nth(1)
    .click();
  await page.getByRole('button', { name: 'In an hour' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('in 1 hour').waitFor();
});
await step('suspends only after the name was typed, and resumes', async () => {
  await page.getByRole('button', { name: 'Suspend tenant' }).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Suspend tenant' });
  must(await confirm.isDisabled(), 'it was possible without the name');
  await page.getByLabel(/^Type/).fill('Journey Bakery');
  await confirm.click();
  await page.getByText('Suspended', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Resume tenant' }).click();
  await page.getByText('Active', { exact: true }).waitFor();
});
await step('adds and deletes knowledge', async () => {
  await page.getByRole('tab', { name: 'Knowledge' }).click();
  await page.getByRole('button', { name: 'Add knowledge' }).click();
  await page.getByLabel('Title').fill('Opening hours');
  await page.getByLabel('Text').fill('# Hours\n\nMonday to Friday, 9 to 17.');
  await page.getByRole('dialog').getByRole('button', { name: 'Add knowledge' }).click();
  await page.getByText('Opening hours', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Delete Opening hours' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('The assistant knows nothing yet').waitFor();
});
await step('turns a tool off', async () => {
  await page.goto(`${BASE}/admin/tenants/${first.id}/tools`);
  const toggle = page.getByRole('switch', { name: /check_inventory/ });
  await toggle.click();
  await page.locator('[role=switch][aria-checked=false]').nth(1).waitFor();
  await page.reload();
  must((await toggle.getAttribute('aria-checked')) === 'false', 'it was on again');
});
await step('goes anywhere by the palette, and keeps the tab when the tenant is switched', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('usage');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/usage$/);
  await page.getByRole('button', { name: /^Switch tenant/ }).click();
  await page.getByRole('combobox').fill(other.name);
  await page.getByRole('option', { name: other.name }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`${other.id}/usage$`));
});
await step('renews an expired access token unnoticed', async () => {
  await mock({ expire: true });
  await page.getByRole('tab', { name: 'Tools' }).click();
  await page.getByText('No tools yet').waitFor();
});
await step('two tabs that renew together stay signed in', async () => {
  const second = await page.context().newPage();
  await second.goto(`${BASE}/admin/tenants`);
  await second.getByRole('link', { name: first.name }).first().waitFor();
  await mock({ expire: true });
  await Promise.all([page.reload(), second.reload()]);
  await Promise.all([
    page.getByText('No tools yet').waitFor(),
    second.getByRole('link', { name: first.name }).first().waitFor(),
  ]);
  await second.close();
});
await step('an ended session leads to sign-in and back to the same page', async () => {
  await page.goto(`${BASE}/admin/tenants/${first.id}/usage`);
  await page.getByText('By model').waitFor();
  await mock({ signOut: true });
  await page.getByRole('tab', { name: 'Knowledge' }).click();
  await page.getByText('Your session has ended').waitFor();
  await page.getByLabel('Email').fill('admin');
  await page.getByLabel('Password').fill('admin123');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(new RegExp(`${first.id}/knowledge$`));
  await page.getByText('Shipping and returns').waitFor();
});
await step('a foreign address is never returned to', async () => {
  const stranger = await newPage();
  await signIn(stranger, '/sign-in?return=//evil.example/');
  await stranger.getByRole('heading', { name: 'Tenants' }).waitFor();
  must(stranger.url().startsWith(BASE), stranger.url());
  await stranger.context().close();
});
await step('changes theme and language, and keeps both', async () => {
  await page.goto(`${BASE}/admin/tenants`);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.getByRole('menuitemradio', { name: 'עברית' }).click();
  await page.getByText('לקוחות').first().waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'לקוחות' }).waitFor();
  const root = await page.evaluate(() => ({
    dir: document.documentElement.dir,
    theme: document.documentElement.dataset.theme,
  }));
  must(root.dir === 'rtl' && root.theme === 'dark', JSON.stringify(root));
});
await step('signs out in every tab, without speaking of an ended session', async () => {
  const second = await page.context().newPage();
  await second.goto(`${BASE}/admin/tenants`);
  await second.getByRole('heading', { name: 'לקוחות' }).waitFor();
  await page.getByRole('button', { name: /^החשבון של/ }).click();
  await page.getByRole('menuitem', { name: 'יציאה' }).click();
  await page.getByRole('button', { name: 'כניסה' }).waitFor();
  await second.getByRole('button', { name: 'כניסה' }).waitFor();
  must((await page.getByRole('alert').count()) === 0, 'it spoke of an ended session');
});
await step('a tenant’s own member sees that tenant alone', async () => {
  const own = await newPage();
  await signIn(own, '/', 'owner', 'owner123');
  await own.getByRole('heading', { name: first.name }).waitFor();
  must((await own.getByRole('button', { name: /Switch tenant|Suspend/ }).count()) === 0, 'it may switch or suspend');
  await own.goto(`${BASE}/admin/tenants/${other.id}`);
  await own.getByText('This was not found.').waitFor();
  await own.context().close();
});
await step('the service away: says so, recovers by itself on trying again', async () => {
  const visit = await newPage();
  await signIn(visit);
  await visit.getByRole('heading', { name: 'Tenants' }).waitFor();
  await mock({ fail: { path: '/billing/', status: 503, times: 3 } });
  await visit.goto(`${BASE}/admin/tenants/${first.id}/usage`);
  await visit.getByText('not available right now').waitFor();
  await visit.getByRole('button', { name: 'Try again' }).click();
  await visit.getByText('By model').waitFor();
  await visit.context().close();
});

const conversation = (await mock({ reset: true })).conversations.find(
  each => each.tenant === first.id && each.turns > 1,
);
const PATHS = [
  '/tenants',
  `/tenants/${first.id}`,
  `/tenants/${first.id}/conversations`,
  `/tenants/${first.id}/conversations/${conversation.id}`,
  `/tenants/${first.id}/usage`,
  `/tenants/${first.id}/knowledge`,
  `/tenants/${first.id}/tools`,
  '/sign-in',
];
for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'he'],
]) {
  const visit = await newPage();
  await visit.addInitScript(
    look => localStorage.setItem('usher.appearance', look),
    JSON.stringify({ theme, language: 'en' }),
  );
  await signIn(visit);
  await visit.getByRole('heading', { name: 'Tenants' }).waitFor();
  await visit.addInitScript(
    look => localStorage.setItem('usher.appearance', look),
    JSON.stringify({ theme, language }),
  );
  for (const path of PATHS) {
    await step(`axe finds nothing: ${path.replace(/_[0-9a-z]{20,}/g, '')} ${theme} ${language}`, async () => {
      if (path === '/sign-in') await visit.evaluate(() => localStorage.removeItem('usher.session'));
      await visit.goto(`${BASE}/admin${path}`);
      await visit.waitForLoadState('networkidle');
      for (const summary of await visit.locator('summary:visible').all()) await summary.click();
      await visit.evaluate(axe);
      const { violations } = await visit.evaluate(() =>
        window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] }),
      );
      must(
        violations.length === 0,
        violations
          .map(
            each =>
              `${each.id} (${each.nodes.length}) ${each.nodes[0].html.slice(0, 140)} ${each.nodes[0].any[0]?.message ?? ''}`,
          )
          .join(' | '),
      );
    });
  }
  await visit.context().close();
}

await mock({ reset: true });
await browser.close();
process.exit(failed > 0 ? 1 : 0);
