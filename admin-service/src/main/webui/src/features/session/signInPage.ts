import { isProblem } from '../../api/problem';
import { t } from '../../language/words';
import { button, input } from '../../ui/classes';
import { explain } from '../../ui/explain';
import { changePassword } from './changePassword';
import { type DemoCredentials, demoCredentials } from './demoCredentials';
import { element } from './element';
import { signIn } from './signIn';

/** As the service has it. */
const SHORTEST_PASSWORD = 10;

interface SignInOptions {
  /** The session ended by itself: says so above the form. */
  expired: boolean;
  /** The name of the other language, in that language. */
  otherLanguage: { name: string; code: string; choose: () => void };
  onSignedIn: () => void;
}

/**
 * The sign-in page. It is plain DOM, because it is what everybody downloads first and two fields do not need the 58 KB of React;
 * the console is fetched while the member types.
 */
export function showSignIn(root: HTMLElement, options: SignInOptions): void {
  const email = field('email', t('signIn.email'), { type: 'text', inputmode: 'email', autocomplete: 'username' });
  const password = field('password', t('signIn.password'), { type: 'password', autocomplete: 'current-password' });
  const own = field('newPassword', t('signIn.newPassword'), { type: 'password', autocomplete: 'new-password' });
  own.row.hidden = true;
  const refusal = element('div', { role: 'alert', class: 'empty:hidden' });
  const submit = element(
    'button',
    { type: 'submit', class: `${button.primary} h-9 w-full pointer-coarse:h-11` },
    t('signIn.action'),
  );
  const hint = element('div', { class: 'empty:hidden' });
  const form = element(
    'form',
    { class: 'grid gap-4', novalidate: true },
    refusal,
    email.row,
    password.row,
    own.row,
    submit,
    hint,
  );

  const send = async () => {
    submit.disabled = true;
    submit.textContent = t('signIn.busy');
    try {
      const [name, secret] = [email.control.value.trim(), password.control.value];
      await (own.row.hidden ? signIn(name, secret) : changePassword(name, secret, own.control.value));
      options.onSignedIn();
    } catch (error) {
      submit.disabled = false;
      if (isProblem(error, 'password-change-required')) {
        askForOwn();
      } else {
        refusal.replaceChildren(refused(error));
        password.control.select();
      }
      submit.textContent = t(own.row.hidden ? 'signIn.action' : 'signIn.change');
    }
  };
  /** The password was right, but whoever added the member knows it as well. */
  const askForOwn = () => {
    own.row.hidden = false;
    refusal.replaceChildren(note(t('signIn.newPassword.why'), 'bg-warn-quiet'));
    own.control.focus();
  };
  /** Somebody else signs in: nothing is known yet of their password. */
  email.control.addEventListener('input', () => {
    if (own.row.hidden) return;
    own.row.hidden = true;
    own.control.value = '';
    refusal.replaceChildren();
    submit.textContent = t('signIn.action');
  });
  /** Fills in the demo login, unless the member has begun to write. */
  const offer = (demo: DemoCredentials) => {
    hint.replaceChildren(demoHint(demo));
    if (email.control.value || password.control.value) return;
    email.control.value = demo.email;
    password.control.value = demo.password;
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    refusal.replaceChildren();
    const fields = own.row.hidden ? [email, password] : [email, password, own];
    const missing = fields.filter(each => each.check());
    if (missing[0]) missing[0].control.focus();
    else void send();
  });

  if (options.expired) refusal.append(note(t('signIn.expired'), 'bg-warn-quiet'));
  document.title = `${t('signIn.title')} · ${t('product')}`;
  root.replaceChildren(page(form, options));
  email.control.focus();
  void demoCredentials().then(demo => demo && offer(demo));
}

function page(form: HTMLElement, { otherLanguage }: SignInOptions): HTMLElement {
  const change = element(
    'button',
    { type: 'button', lang: otherLanguage.code, class: `${button.quiet} h-8 px-2 text-sm` },
    otherLanguage.name,
  );
  change.addEventListener('click', otherLanguage.choose);
  return element(
    'main',
    { class: 'grid min-h-dvh grid-rows-[1fr_auto] justify-items-center px-4' },
    element(
      'div',
      { class: 'w-full max-w-80 self-center py-10' },
      element('img', { src: '/admin/icon.svg', alt: '', width: '36', height: '36', class: 'mb-5' }),
      element('h1', { class: 'text-xl font-strong' }, t('signIn.title')),
      element('p', { class: 'mb-6 text-quiet' }, t('signIn.intro')),
      form,
    ),
    element('footer', { class: 'py-4' }, change),
  );
}

function field(name: 'email' | 'password' | 'newPassword', label: string, attributes: Record<string, string>) {
  const control = element('input', {
    id: name,
    name,
    dir: 'ltr',
    'aria-describedby': `${name}-note`,
    class: `${input} h-9 pointer-coarse:h-11 rtl:text-end`,
    ...attributes,
  });
  const problem = element('p', { id: `${name}-note`, class: 'text-sm text-bad empty:hidden' });
  const check = () => {
    const missing = control.value.trim() === '' || (name === 'newPassword' && control.value.length < SHORTEST_PASSWORD);
    problem.textContent = missing ? t(`signIn.${name}.missing`) : '';
    control.toggleAttribute('aria-invalid', missing);
    if (missing) control.setAttribute('aria-invalid', 'true');
    return missing;
  };
  control.addEventListener('input', () => problem.textContent && check());
  const row = element(
    'div',
    { class: 'grid gap-1.5 [&[hidden]]:hidden' },
    element('label', { for: name, class: 'text-sm font-strong' }, label),
    control,
    problem,
  );
  return { control, row, check };
}

function refused(error: unknown): HTMLElement {
  if (isProblem(error, 'invalid-credentials')) return note(t('error.invalid-credentials'), 'bg-bad-quiet text-bad');
  const { title, help } = explain(error);
  return note(`${title} ${help}`, 'bg-bad-quiet text-bad');
}

function note(text: string, colours: string): HTMLElement {
  return element('p', { class: `rounded-control px-3 py-2 text-sm ${colours}` }, text);
}

function demoHint(demo: DemoCredentials): HTMLElement {
  const part = (text: string) => element('bdi', { class: 'font-mono text-xs text-text' }, text);
  return element(
    'p',
    { class: 'border-t border-line pt-4 text-sm text-quiet' },
    `${t('signIn.demo')} `,
    part(demo.email),
    ' / ',
    part(demo.password),
  );
}
