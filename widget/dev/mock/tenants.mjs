// The tenants of the stand-in, by publishable key. The sessions of pk_guarded ask for a little work first.

export const keys = {
  pk_demo: {
    tenant_name: 'Aurora Home',
    display_name: 'Aurora Home',
    primary_color: '#0f766e',
    greeting: 'Hi, I am the assistant of Aurora Home. What can I do for you?',
    position: 'bottom-right',
    suggestions: [
      'Where is my order 1042?',
      'How long do I have to return it?',
      'Which lamps are in stock?',
      'Book an appointment',
    ],
    locale: 'en',
    disclosure: 'You are chatting with an AI. It can make mistakes.',
  },
  pk_other: {
    tenant_name: 'מרכז האופניים',
    display_name: 'מרכז האופניים',
    primary_color: '#f5b301',
    greeting: 'שלום, כאן העוזר של מרכז האופניים. במה אפשר לעזור?',
    position: 'bottom-left',
    suggestions: ['איפה ההזמנה שלי?', 'מה שעות הפתיחה?'],
    locale: 'he',
    disclosure: 'השיחה היא עם בינה מלאכותית, וייתכנו בה טעויות.',
  },
};
keys.pk_guarded = keys.pk_demo;
