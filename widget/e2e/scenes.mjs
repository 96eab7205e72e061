// What shots.mjs takes pictures of.

/** name, query of the demo page, what to do before the picture. */
export const scenes = [
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
  [
    'ended',
    '',
    async (ui, page) => {
      await ui.ask('How long do I have to return it? #slow');
      await page.locator('.word').nth(4).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.ended').first().waitFor();
      await ui.ask('How long do I have to return it? #dies');
      await page.locator('.again').waitFor();
    },
  ],
  [
    'thumbs',
    '',
    async (ui, page) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
      await page.locator('.rate .up').click();
      await ui.ask('How long do I have to return it?');
      await ui.answered(2);
      await page.locator('.rate .down').last().click();
      await page.locator('.comment').waitFor();
    },
  ],
  [
    'thanks',
    '',
    async (ui, page) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
      await page.locator('.rate .down').click();
      await page.locator('.comment input').fill('Wrong order');
      await page.keyboard.press('Enter');
      await page.locator('.rate .caption').waitFor();
    },
  ],
  [
    'survey',
    '',
    async (ui, page) => {
      await ui.ask('Where is my order 1042?');
      await ui.answered();
      await page.locator('header .quiet').first().click();
      await page.locator('.grade').nth(3).click();
      await page.locator('.comment').waitFor();
    },
  ],
  [
    'warning',
    '',
    async (ui) => {
      await ui.ask('Where is my order 1042? #warn');
      await ui.answered();
    },
  ],
  [
    'hebrew-survey',
    'key=pk_other&locale=he&lang=he',
    async (ui, page) => {
      await ui.ask('איפה ההזמנה שלי 1042?');
      await ui.answered();
      await page.locator('header .quiet').first().click();
      await page.locator('.grade').nth(3).click();
      await page.locator('.comment').waitFor();
    },
  ],
  [
    'confirm',
    '',
    async (ui, page) => {
      await ui.ask('Please refund my order 1042');
      await ui.answered();
      await page.locator('.confirm').waitFor();
    },
  ],
  [
    'decided',
    '',
    async (ui, page) => {
      await ui.ask('Please refund my order 1042');
      await ui.answered();
      await page.locator('.choice').nth(1).click();
      await ui.answered(2);
      await ui.ask('Please refund my order 1042');
      await ui.answered(3);
      await page.locator('.choice:visible').first().click();
      await ui.answered(4);
    },
  ],
  [
    'deciding',
    '',
    async (ui, page) => {
      await ui.ask('Please refund my order 1042');
      await ui.answered();
      await page.route(/turns$/, () => undefined);
      await page.locator('.choice').first().click();
    },
  ],
  [
    'hebrew-confirm',
    'key=pk_other&locale=he&lang=he',
    async (ui, page) => {
      await ui.ask('אני רוצה החזר כספי');
      await ui.answered();
      await page.locator('.confirm').waitFor();
    },
  ],
  [
    'hebrew-thumbs',
    'key=pk_other&locale=he&lang=he',
    async (ui, page) => {
      await ui.ask('איפה ההזמנה שלי 1042? #warn');
      await ui.answered();
      await page.locator('.rate .down').last().click();
      await ui.ask('איפה ההזמנה שלי 1042? #dies');
      await page.locator('.again').waitFor();
    },
  ],
];
