// Invented data for the stand-in services: enough of everything to see the console full. The same on every start.

let state = 20261121;
export function random() {
  state = (state * 1664525 + 1013904223) % 4294967296;
  return state / 4294967296;
}
export const between = (low, high) => low + Math.floor(random() * (high - low + 1));
const pick = list => list[between(0, list.length - 1)];

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
let sequence = 1;
export function id(prefix) {
  const order = (sequence++)
    .toString(32)
    .padStart(6, '0')
    .replace(/./g, digit => DIGITS[Number.parseInt(digit, 32)]);
  return `${prefix}_01k${order}${Array.from({ length: 17 }, () => DIGITS[between(0, 31)]).join('')}`;
}
export const secret = (prefix, length = 32) => prefix + Array.from({ length }, () => LETTERS[between(0, 61)]).join('');

const MINUTE = 60_000;
export const ago = minutes => new Date(Date.now() - minutes * MINUTE).toISOString();

const NAMES = [
  ['Northwind Garden Supply', 'northwind-garden.example'],
  ['Café Lumière', 'cafe-lumiere.example'],
  ['פרחי הגליל', 'galil-flowers.example'],
  ['Harbour & Sons Ship Chandlers of Rotterdam, Antwerp and Hamburg', 'harbour-sons.example'],
  ['Kite', 'kite.example'],
  ['Bluebird Dental', 'bluebird-dental.example'],
  ['Oakline Furniture', 'oakline.example'],
  ['ספרים ועוד', 'books-more.example'],
  ['Peak Outfitters', 'peak-outfitters.example'],
  ['Marlow Travel', 'marlow.example'],
];

export function makeTenant(name, domain, minutes, status = 'active') {
  return {
    id: id('ten'),
    name,
    domain,
    status,
    allowed_origins: domain ? [`https://${domain}`, `https://*.${domain}`] : [],
    locale: /[֐-׿]/.test(name) ? 'he-IL' : 'en',
    time_zone: 'Europe/Berlin',
    branding: {
      display_name: name,
      primary_color: '#0f766e',
      greeting: 'Hi',
      position: 'bottom-right',
      suggestions: [],
    },
    publishable_key: secret('pk_'),
    created_at: ago(minutes),
    updated_at: ago(minutes),
  };
}

const TALKS = [
  [
    'Where is my order 1042?',
    'Your order 1042 was handed to the carrier this morning and should arrive on Thursday. The tracking number is 7731 9920 4410.',
    true,
  ],
  [
    'How long do I have to return it?',
    'You can return unused items within 30 days of delivery. The refund goes to the card you paid with.\n\n• Start the return in your account\n• Print the label\n• Drop the parcel at any post office',
    false,
  ],
  ['Is the oak side table in stock in Utrecht?', 'Yes, 4 pieces of the oak side table are in stock in Utrecht.', true],
  ['איפה ההזמנה שלי 1043?', 'ההזמנה 1043 יצאה אתמול מהמחסן ותגיע עד יום חמישי.', true],
  [
    'Can I change the delivery address after the parcel has been sent, and if so, until when exactly?',
    'Once a parcel has left our warehouse its address cannot be changed. You can ask the carrier to keep it at a pick-up point instead.',
    false,
  ],
  [
    'Book me a fitting on Friday at 3',
    'You are booked for Friday at 15:00. I sent a confirmation to your email.',
    true,
  ],
];

export function makeConversation(tenant, minutes, length) {
  const messages = [];
  let at = minutes;
  for (let turn = 0; turn < length; turn++) {
    const [question, answer, tool] = pick(TALKS);
    const failed = tool && random() < 0.12;
    messages.push({ id: id('msg'), role: 'user', text: question, citations: [], tool_calls: [], created_at: ago(at) });
    const input = between(420, 1900);
    const output = between(30, 180);
    messages.push({
      id: id('msg'),
      role: 'assistant',
      text: failed
        ? 'I could not reach the shop just now. Please try again in a minute, or write to us by email.'
        : answer,
      citations: tool
        ? []
        : [
            { index: 1, title: 'Shipping and returns', url: 'https://shop.example.com/returns' },
            { index: 2, title: 'Terms of sale' },
          ],
      tool_calls: tool ? [callOf(question, failed)] : [],
      created_at: ago(at - 0.1),
      finish_reason: random() < 0.05 ? 'interrupted' : 'stop',
      model: random() < 0.6 ? 'gpt-4.1-mini' : 'local',
      tokens_input: input,
      tokens_output: output,
      persona_version: 3,
      cost_micros: Math.round(input * 0.4 + output * 1.6),
    });
    at -= (minutes * 0.9) / length;
  }
  const answers = messages.filter(message => message.role === 'assistant');
  const sum = read => answers.reduce((total, message) => total + read(message), 0);
  const view = {
    id: id('cnv'),
    visitor: id('vis'),
    ...(random() < 0.4
      ? { visitor_name: pick(['Dana Peretz', 'Joost van der Meer', 'רון כהן']), visitor_email: 'demo@example.com' }
      : {}),
    status: minutes < 90 ? 'open' : 'ended',
    started_at: ago(minutes),
    last_message_at: messages.at(-1).created_at,
    turns: answers.length,
    tokens_input: sum(message => message.tokens_input),
    tokens_output: sum(message => message.tokens_output),
    tool_calls: sum(message => message.tool_calls.length),
    cost_micros: sum(message => message.cost_micros),
    preview: messages.at(-1).text.slice(0, 140),
  };
  return { tenant: tenant.id, view, messages };
}

function callOf(question, failed) {
  const order = /\d{4}/.exec(question)?.[0] ?? '1042';
  return {
    id: id('tc'),
    name: 'get_order_status',
    label: `Checked order ${order}`,
    state: failed ? 'failed' : 'succeeded',
    arguments: { order, customer_id: 'cus_demo' },
    result: failed
      ? { code: 'timeout', message: 'The shop did not answer in time.', retryable: true }
      : { order, status: 'shipped', carrier: 'PostNL', expected: '2026-11-24' },
    duration_ms: failed ? 30_000 : between(18, 640),
  };
}

export const catalogue = [
  ['get_order_status', 'Looks up where an order is and when it will arrive.', 'read'],
  ['check_inventory', 'Tells how many pieces of a product a store has.', 'read'],
  [
    'book_appointment',
    'Books a visit in a store at a date and time the customer names, and sends a confirmation by email.',
    'write',
  ],
  ['refund_order', 'Pays an order back to the card it was paid with.', 'money'],
].map(([name, description, risk]) => ({ id: id('tol'), name, description, risk, category: 'shop' }));

export function makeTools() {
  return catalogue.map(({ id: tool, name, risk }) => ({
    tool,
    name,
    enabled: risk !== 'money',
    url: `https://shop.example.com/hooks/usher/${name.replaceAll('_', '-')}`,
    timeout_ms: 30_000,
  }));
}

export function makeKnowledge() {
  const titles = [
    ['Shipping and returns', 'document', 14],
    ['Terms of sale', 'document', 31],
    ['Opening hours', 'faq', 6],
    ['Warranty', 'faq', 4],
    ['How to look after oiled oak: everything our carpenters know about wood, water and time', 'document', 22],
  ];
  return titles.map(([title, kind, passages], place) => ({
    id: id('kno'),
    kind,
    title,
    url: null,
    passages,
    created_at: ago(place * 4000 + 30),
  }));
}

export function makeUsage(tenant, limit) {
  const today = new Intl.DateTimeFormat('en-CA').format(new Date());
  const month = today.slice(0, 7);
  const daily = Array.from({ length: Number(today.slice(8)) }, (_, index) => {
    const messages = between(4, 30) + Math.round(18 * Math.sin(index / 2.2) ** 2);
    return {
      date: `${month}-${String(index + 1).padStart(2, '0')}`,
      messages,
      tokens: messages * between(700, 1400),
      cost_micros: messages * between(400, 900),
    };
  });
  const messages = daily.reduce((sum, day) => sum + day.messages, 0);
  const tokens = daily.reduce((sum, day) => sum + day.tokens, 0);
  const cost = daily.reduce((sum, day) => sum + day.cost_micros, 0);
  const output = Math.round(tokens * 0.12);
  const row = (metric, quantity, cap, cost_micros) => ({ metric, quantity, limit: cap, cost_micros });
  const use = (model, provider, share) => [
    {
      model,
      provider,
      metric: 'tokens.input',
      quantity: Math.round((tokens - output) * share),
      cost_micros: Math.round(cost * 0.6 * share),
    },
    {
      model,
      provider,
      metric: 'tokens.output',
      quantity: Math.round(output * share),
      cost_micros: Math.round(cost * 0.4 * share),
    },
  ];
  return {
    tenant: tenant.id,
    month,
    time_zone: tenant.time_zone,
    currency: 'USD',
    metrics: [
      row('messages', messages, limit, 0),
      row('tokens.input', tokens - output, null, Math.round(cost * 0.6)),
      row('tokens.output', output, null, Math.round(cost * 0.4)),
      row('tool.calls', Math.round(messages * 0.4), null, 0),
    ],
    cost_micros: cost,
    by_model: [
      ...use('gpt-4.1-mini', 'openai', 0.7),
      ...use('local', 'local', 0.3).map(line => ({ ...line, cost_micros: 0 })),
    ],
    daily,
  };
}

export function noUsage(tenant) {
  const { month, time_zone } = makeUsage(tenant, 1000);
  const metrics = ['messages', 'tokens.input', 'tokens.output', 'tool.calls'].map(metric => ({
    metric,
    quantity: 0,
    limit: metric === 'messages' ? 1000 : null,
    cost_micros: 0,
  }));
  return { tenant: tenant.id, month, time_zone, currency: 'USD', metrics, cost_micros: 0, by_model: [], daily: [] };
}

export function makeTenants() {
  const first = NAMES.map(([name, domain], place) =>
    makeTenant(name, domain, 40 + place * 2600, place === 4 ? 'suspended' : 'active'),
  );
  const rest = Array.from({ length: 34 }, (_, place) =>
    makeTenant(
      `Shop ${place + 11}`,
      place % 5 ? `shop-${place + 11}.example` : null,
      30_000 + place * 3000,
      place % 9 ? 'active' : 'deleted',
    ),
  );
  return [...first, ...rest];
}
