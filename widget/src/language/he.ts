import type en from './en';

export const chat = 'צ׳אט';

export default {
  chat,
  open: 'פתיחת הצ׳אט',
  close: 'סגירת הצ׳אט',
  restart: 'שיחה חדשה',
  assistant: 'עוזר מבוסס בינה מלאכותית',
  disclosure: 'השיחה היא עם בינה מלאכותית, וייתכנו בה טעויות.',
  greeting: 'שלום, איך אפשר לעזור?',
  conversation: 'השיחה',
  placeholder: 'כתיבת הודעה',
  send: 'שליחת ההודעה',
  stop: 'עצירת התשובה',
  unread: (count) => (count === 1 ? 'הודעה חדשה אחת' : `${count} הודעות חדשות`),
  notSent: 'ההודעה לא נשלחה.',
  tooLong: 'ההודעה ארוכה מדי. כדאי לקצר אותה.',
} satisfies typeof en;
