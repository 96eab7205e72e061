import type { EntryWords } from '../words';

export const entryWords: EntryWords = {
  product: 'מסוף Usher',
  'product.short': 'Usher',

  'signIn.title': 'כניסה',
  'signIn.intro': 'ניהול הסוכנים שלך, הכלים שלהם והעלות שלהם.',
  'signIn.email': 'דוא״ל',
  'signIn.password': 'סיסמה',
  'signIn.action': 'כניסה',
  'signIn.busy': 'רק רגע…',
  'signIn.email.missing': 'יש להזין דוא״ל.',
  'signIn.password.missing': 'יש להזין סיסמה.',
  'signIn.expired': 'תוקף החיבור פג. יש להיכנס שוב כדי לחזור למקום שבו היית.',
  'signIn.demo': 'כניסת הדגמה, כבר מולאה:',

  'error.invalid-credentials': 'הדוא״ל או הסיסמה שגויים. יש לבדוק ולנסות שוב.',
  'error.unreachable': 'אין תשובה מ־Usher.',
  'error.unreachable.help': 'יש לבדוק את החיבור לרשת ולנסות שוב.',
  'error.service-unavailable': 'חלק זה של Usher אינו זמין כרגע.',
  'error.service-unavailable.help': 'בדרך כלל הוא חוזר תוך דקה. כדאי לנסות שוב בקרוב.',
  'error.unexpected': 'משהו השתבש אצלנו.',
  'error.unexpected.help': 'יש לנסות שוב. אם זה נמשך, נא למסור לתמיכה את מזהה הבקשה.',
  'error.refused.help': 'יש לתקן ולנסות שוב.',
  'error.too-many-attempts': 'יותר מדי ניסיונות כניסה נכשלו.',
  'error.rate-limited': 'היו יותר מדי ניסיונות.',
  'error.rate.help': 'יש להמתין {time} ולנסות שוב.',
  'error.forbidden.help': 'אם יש צורך בכך, אפשר לפנות למנהל.',
  'error.not-found': 'הפריט לא נמצא.',
  'error.not-found.help': 'ייתכן שנמחק, או שהכתובת שגויה.',
};
