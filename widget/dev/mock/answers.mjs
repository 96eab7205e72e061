// What the stand-in answers. Words in the question choose the answer; the magic words of faults.mjs choose a fault.

const policy = { index: 1, title: 'Returns and refunds', url: 'https://shop.example/help/returns' };
const shipping = {
  index: 2,
  title: 'Shipping times and costs for deliveries within Europe and abroad',
  url: 'https://shop.example/help/shipping',
};

const order = {
  tools: [{ id: 'tc_order', running: 'Checking order 1042', done: 'Checked order 1042' }],
  text: 'Your order **1042** left our warehouse yesterday and is with the carrier. It should reach you on **Tuesday, 24 November**.\n\nWould you like the tracking link?',
};

const several = {
  tools: [
    { id: 'tc_a', running: 'Checking order 1042', done: 'Checked order 1042' },
    { id: 'tc_b', running: 'Looking for stock of “Aurora lamp”', done: 'Looked for stock of “Aurora lamp”' },
    { id: 'tc_c', running: 'Asking the carrier', done: 'Asking the carrier', state: 'failed' },
  ],
  text: 'The lamp is in stock, and your order can still be changed. The carrier did not answer, so I cannot promise a day.',
};

const returns = {
  text: 'You can return it within **30 days** of delivery, as long as it is unused and in its original box [1]. Return shipping within Europe is free [2].\n\n1. Open *Orders* and choose the order.\n2. Press **Return** and pick a reason.\n3. Print the label and hand the parcel in.\n\nThe refund arrives within 5 working days after we have checked the parcel.',
  citations: [policy, shipping],
};

const long = {
  text: `Here is what you need to know.

## Before you order

- Check your size in the table: it differs by *brand*.
- Prices include VAT.
- Gift wrapping costs 3.50 and is free from 60.
  - It comes in two colours.
  - A card is included.

## Connecting your shop

Use the key from the console and send it as a header:

\`\`\`sh
curl https://shop.example/api/orders/1042 \\
  -H "Authorization: Bearer $KEY" -H "Accept: application/json"
\`\`\`

The field \`status\` tells where the order is. See [the guide](https://shop.example/docs/orders) or write to [support](mailto:help@shop.example).

Orders placed before noon leave the same day. On Fridays they leave until ten, because the carrier collects earlier. During the holidays it can take a day longer, and we write to you when it does.

If something is missing, tell us within two weeks. A photo of the parcel helps: it shows us whether the box was damaged on its way or packed wrongly by us. Either way you will get what you ordered, and you never pay for it twice.`,
};

const hebrew = {
  tools: [{ id: 'tc_order', running: 'בודקים את הזמנה 1042', done: 'הזמנה 1042 נבדקה' }],
  text: 'ההזמנה **1042** יצאה מהמחסן אתמול ונמצאת אצל חברת המשלוחים. היא צפויה להגיע ביום **שלישי, 24 בנובמבר** [1].\n\n- אפשר להחזיר תוך 30 יום\n- ההחזרה חינם, גם דרך Shopify או PayPal\n\nרוצה שאשלח קישור למעקב?',
  citations: [{ index: 1, title: 'זמני משלוח', url: 'https://shop.example/he/shipping' }],
};

const hostile = {
  text: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> [press](javascript:window.hacked=1) [and](data:text/html,x) **<b>bold</b>** `<i>` [good](https://shop.example/a?b=c&d=e)',
};

const fallback = {
  text: 'I can help with orders, returns and products. Tell me a little more about what you are looking for.',
};

const inHebrew = (text) => /[\u0590-\u05ff]/.test(text);
const refundIn = (text) => (inHebrew(text) ? 'החזר כספי על הזמנה 1042' : 'Refund of order 1042');

/** Money moves when the visitor says so: a new call each time, open for so many seconds. */
const refund = (text) => ({
  tools: [
    {
      id: `tc_${Math.random().toString(36).slice(2)}`,
      running: refundIn(text),
      done: refundIn(text),
      state: 'needs_confirmation',
      confirmation: {
        expires_at: new Date(Date.now() + (text.includes('#brief') ? 1_500 : 900_000)).toISOString(),
        details: [
          { name: inHebrew(text) ? 'הזמנה' : 'Order', value: '1042' },
          { name: inHebrew(text) ? 'סכום' : 'Amount', value: '€228' },
        ],
      },
    },
  ],
  text: inHebrew(text)
    ? `אני צריך את האישור שלך לפני שאמשיך: ${refundIn(text)}.`
    : `I need your confirmation before I go on: ${refundIn(text)}.`,
});

/** What is said and shown after a decision. */
export const decided = ({ call, decision }) =>
  decision === 'confirm'
    ? {
        tools: [{ id: call, running: 'Refund of order 1042', done: 'Refunded order 1042' }],
        text: '€228 for order 1042 is on its way back to your card.',
      }
    : {
        tools: [{ id: call, running: 'Refund of order 1042', done: 'Refund of order 1042', state: 'declined' }],
        text: 'All right, I left it as it is.',
      };

const choices = [
  [/refund my order|החזר כספי/i, refund],
  [/[\u0590-\u05ff]/, hebrew],
  [/everything|three things/i, several],
  [/order|parcel/i, order],
  [/return|refund/i, returns],
  [/long/i, long],
  [/hostile/i, hostile],
];

export function answerTo(text) {
  const found = choices.find(([pattern]) => pattern.test(text))?.[1] ?? fallback;
  return typeof found === 'function' ? found(text) : found;
}
