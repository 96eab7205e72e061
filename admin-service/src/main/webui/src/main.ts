import './theme.css';
import { onTokensChange, readTokens } from './api/tokens';
import { appearance, changeAppearance } from './app/appearance';
import { loadWords } from './language/words';
import { go, here } from './router/location';

const SIGN_IN = '/sign-in';
const root = document.getElementById('app') as HTMLElement;
let close: (() => void) | null = null;

void start();
onTokensChange(() => {
  if (!readTokens() && close) void signIn(!leaving);
  if (readTokens() && !close && here().path === SIGN_IN) void open();
});

/** Set while the member signs out, which is the one end of a session that needs no explanation. */
let leaving = false;
window.addEventListener('usher:leave', () => {
  leaving = true;
});

async function start(): Promise<void> {
  if (readTokens()) return open();
  return signIn(false);
}

/** Shows the sign-in page at its own address, which remembers where to return to. */
async function signIn(expired: boolean): Promise<void> {
  close?.();
  close = null;
  if (here().path !== SIGN_IN) go(signInAddress(), { replace: true });
  const { language } = appearance();
  const [{ showSignIn }] = await Promise.all([import('./features/session/signInPage'), loadWords(language, 'entry')]);
  const other =
    language === 'en' ? ({ name: 'עברית', code: 'he' } as const) : ({ name: 'English', code: 'en' } as const);
  const choose = () => {
    changeAppearance({ language: other.code });
    void signIn(expired);
  };
  showSignIn(root, { expired, otherLanguage: { ...other, choose }, onSignedIn: () => void open() });
  leaving = false;
  afterwards(() => void import('./app/console'));
}

async function open(): Promise<void> {
  if (close) return;
  close = () => undefined;
  const [{ openConsole }] = await Promise.all([
    import('./app/console'),
    loadWords(appearance().language, 'entry'),
    loadWords(appearance().language, 'console'),
  ]);
  if (!readTokens()) {
    close = null;
    return signIn(true);
  }
  if (here().path === SIGN_IN) go(returnAddress(), { replace: true });
  close = openConsole(root);
}

function signInAddress(): string {
  const { path, search } = here();
  const query = search.toString();
  const wanted = path + (query ? `?${query}` : '');
  return wanted === '/' ? SIGN_IN : `${SIGN_IN}?${new URLSearchParams({ return: wanted })}`;
}

/** Only paths of the console itself are followed, never an address somebody put into a link. */
function returnAddress(): string {
  const wanted = here().search.get('return') ?? '/';
  return /^\/(?![/\\])/.test(wanted) && !wanted.startsWith(SIGN_IN) ? wanted : '/';
}

function afterwards(action: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(action, { timeout: 2000 });
  else setTimeout(action, 500);
}
