// Pictures of every page in every state, for looking at: node dev/shots.mjs [only-names-that-contain]. Needs `npm run build`.
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { startStandIn } from './standin.mjs';

const BASE = await startStandIn(4182);
const OUT = new URL('shots/', import.meta.url).pathname;
const only = process.argv[2] ?? '';
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

const mock = async change => (await fetch(`${BASE}/__mock`, { method: 'PUT', body: JSON.stringify(change) })).json();
const { tenants, conversations } = await mock({ reset: true });
const tenant = tenants[0].id;
const long = tenants[3].id;
const talk = conversations.filter(each => each.tenant === tenant && each.turns > 2)[1].id;
const home = `/tenants/${tenant}`;

const PAGES = {
  'sign-in': { path: '/sign-in', out: true },
  'sign-in-wrong': {
    path: '/sign-in',
    out: true,
    act: async page => {
      await page.fill('#email', 'admin');
      await page.fill('#password', 'x');
      await page.click('[type=submit]');
      await page.waitForSelector('[role=alert] p');
    },
  },
  tenants: { path: '/tenants' },
  'tenants-empty': { path: '/tenants', mock: { empty: true } },
  'tenants-none': { path: '/tenants?q=nobody&status=active' },
  'tenants-loading': { path: '/tenants', mock: { delay: 6000 }, wait: 900 },
  'tenants-error': { path: '/tenants', mock: { fail: { path: '/tenants', status: 500, code: 'internal', times: 99 } } },
  create: {
    path: '/tenants',
    act: async page => {
      await page.click('text=/Create tenant|יצירת לקוח/');
      await page.waitForSelector('[role=dialog]');
      await page.locator('[role=dialog] input').nth(1).fill('https://x');
      await page.locator('[role=dialog] [type=submit]').click();
    },
  },
  created: {
    path: '/tenants',
    act: async page => {
      await page.click('text=/Create tenant|יצירת לקוח/');
      await page
        .locator('[role=dialog] input')
        .nth(0)
        .fill(`Bakery ${Math.random().toString(36).slice(2, 7)}`);
      await page.locator('[role=dialog] [type=submit]').click();
      await page.waitForSelector('[role=dialog] pre');
    },
  },
  overview: { path: home },
  'overview-long': { path: `/tenants/${long}` },
  'overview-loading': { path: home, mock: { delay: 6000 }, wait: 900 },
  suspend: {
    path: home,
    act: async page => {
      await page.click('text=/Suspend tenant|השהיית הלקוח/');
      await page.waitForSelector('[role=dialog]');
    },
  },
  revoke: {
    path: home,
    act: async page => {
      await page.click('table button:has-text("Revoke"), table button:has-text("ביטול")');
      await page.waitForSelector('[role=dialog]');
    },
  },
  conversations: { path: `${home}/conversations` },
  'conversations-empty': { path: `${home}/conversations`, mock: { empty: true } },
  'conversations-loading': { path: `${home}/conversations`, mock: { delay: 3000 }, wait: 4600 },
  'conversations-error': {
    path: `${home}/conversations`,
    mock: { fail: { path: '/chat/', status: 503, times: 99 } },
    wait: 3500,
  },
  conversation: {
    path: `${home}/conversations/${talk}`,
    act: async page => {
      const step = page.locator('summary').first();
      if (await step.count()) await step.click();
    },
  },
  'conversation-raw': { path: `${home}/conversations/${talk}`, act: page => page.click('text=/^Raw$|^גולמי$/') },
  'conversation-missing': { path: `${home}/conversations/cnv_00000000000000000000000000` },
  usage: { path: `${home}/usage` },
  'usage-over': { path: `/tenants/${tenants[1].id}/usage` },
  'usage-table': { path: `${home}/usage`, act: page => page.click('text=/View as table|הצגה כטבלה/') },
  'usage-empty': { path: `/tenants/${tenants[8].id}/usage` },
  'usage-error': { path: `${home}/usage`, mock: { fail: { path: '/billing/', status: 503, times: 99 } }, wait: 3500 },
  knowledge: { path: `${home}/knowledge` },
  'knowledge-empty': { path: `/tenants/${tenants[8].id}/knowledge` },
  'knowledge-add': {
    path: `${home}/knowledge`,
    act: async page => {
      await page.click('text=/Add knowledge|הוספת ידע/');
      await page.waitForSelector('[role=dialog]');
      await page.locator('[role=dialog] button[aria-pressed]').nth(1).click();
    },
  },
  tools: { path: `${home}/tools` },
  'tools-empty': { path: `/tenants/${tenants[8].id}/tools` },
  menu: {
    path: '/tenants',
    act: async page => {
      const open = page.locator('[aria-label="Open menu"], [aria-label="פתיחת התפריט"]');
      if (await open.isVisible()) await open.click();
      await page.locator('[aria-haspopup=menu]').click();
    },
  },
  palette: {
    path: home,
    act: async page => {
      await page.keyboard.press('Control+k');
      await page.waitForSelector('[role=option]');
      await page.waitForTimeout(400);
    },
  },
  missing: { path: '/nowhere' },
};
const LOOKS = [
  { width: 1440, height: 900, theme: 'light', language: 'en' },
  { width: 1440, height: 900, theme: 'dark', language: 'en' },
  { width: 1440, height: 900, theme: 'light', language: 'he' },
  { width: 1024, height: 768, theme: 'light', language: 'en' },
  { width: 390, height: 844, theme: 'light', language: 'en' },
  { width: 390, height: 844, theme: 'dark', language: 'he' },
];

await mkdir(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
const login = await (
  await fetch(`${BASE}/api/v1/admin/auth/login`, {
    method: 'POST',
    body: JSON.stringify({ email: 'admin', password: 'admin123' }),
  })
).json();
const session = {
  access: login.access_token,
  refresh: login.refresh_token,
  expiresAt: Date.now() + 1_700_000,
  member: login.member,
};

for (const look of LOOKS) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.theme,
    locale: look.language,
    reducedMotion: 'reduce',
  });
  for (const [name, shot] of Object.entries(PAGES)) {
    if (!name.includes(only)) continue;
    await mock({ reset: true, ...(shot.mock ?? {}) });
    const page = await context.newPage();
    await page.addInitScript(
      ([kept, appearance]) => {
        if (kept) localStorage.setItem('usher.session', kept);
        else localStorage.removeItem('usher.session');
        localStorage.setItem('usher.appearance', appearance);
      },
      [shot.out ? null : JSON.stringify(session), JSON.stringify({ theme: look.theme, language: look.language })],
    );
    const label = `${name}-${look.width}-${look.theme}-${look.language}`;
    page.on('pageerror', error => console.log(`${label}: ${error.message}`));
    page.on(
      'console',
      message =>
        ['error', 'warning'].includes(message.type()) &&
        !/status of (401|404|500|503)/.test(message.text()) &&
        console.log(`${label}: ${message.text()}`),
    );
    page.setDefaultTimeout(8000);
    try {
      await page.goto(`${BASE}/admin${shot.path}`);
      if (shot.wait) await page.waitForTimeout(shot.wait);
      else await page.waitForLoadState('networkidle');
      await shot.act?.(page);
      await page.waitForTimeout(150);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) console.log(`${label}: ${wide} px too wide`);
    } catch (error) {
      console.log(`${label}: ${error.message.split('\n')[0]}`);
    }
    await page.screenshot({ path: `${OUT}${label}.png` });
    await page.close();
  }
  await context.close();
}
await mock({ reset: true });
await browser.close();
process.exit(0);
