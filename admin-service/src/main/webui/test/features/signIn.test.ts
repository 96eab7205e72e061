import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readTokens } from '../../src/api/tokens';
import { showSignIn } from '../../src/features/session/signInPage';
import { json, problem, Service } from '../service';
import { answerWith } from '../session';

const LOGIN = '/api/v1/admin/auth/login';
const CHANGE = '/api/v1/admin/auth/password';
const DEMO = '/api/v1/admin/auth/demo-credentials';

describe('the sign-in page', () => {
  let service: Service;
  const onSignedIn = vi.fn();
  const show = (expired = false) => {
    document.body.innerHTML = '<div id="app"></div>';
    const root = document.getElementById('app') as HTMLElement;
    showSignIn(root, { expired, otherLanguage: { name: 'עברית', code: 'he', choose: vi.fn() }, onSignedIn });
  };
  const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
  const send = () => fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  const change = () => fireEvent.click(screen.getByRole('button', { name: 'Change password and sign in' }));

  beforeEach(() => {
    onSignedIn.mockClear();
    service = new Service().on('GET', DEMO, () => problem(404, 'not-found'));
  });

  it('keeps the tokens and goes on', async () => {
    service.on('POST', LOGIN, () => json(answerWith('first', 'refresh-1')));
    show();
    write('Email', 'ada@usher.example');
    write('Password', 'secret');
    send();
    await waitFor(() => expect(onSignedIn).toHaveBeenCalled());
    expect(service.to(LOGIN)[0]?.body).toEqual({ email: 'ada@usher.example', password: 'secret' });
    expect(readTokens()?.access).toBe('first');
  });

  it('says which field is missing and asks nobody', () => {
    show();
    write('Email', 'ada@usher.example');
    send();
    expect(screen.getByText('Enter your password.')).toBeDefined();
    expect(service.to(LOGIN)).toHaveLength(0);
  });

  it('says that email or password is wrong, and lets one try again', async () => {
    service.on('POST', LOGIN, () => problem(401, 'invalid-credentials'));
    show();
    write('Email', 'ada@usher.example');
    write('Password', 'wrong');
    send();
    expect((await screen.findByRole('alert')).textContent).toContain('email or password is wrong');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Sign in' }).disabled).toBe(false);
  });

  it('asks for a password of their own from who was given one', async () => {
    service.on('POST', LOGIN, () => problem(403, 'password-change-required'));
    service.on('POST', CHANGE, () => json(answerWith('own', 'refresh-2')));
    show();
    expect(screen.getByLabelText('New password').closest('[hidden]')).not.toBeNull();
    write('Email', 'ada@usher.example');
    write('Password', 'given');
    send();
    expect((await screen.findByRole('alert')).textContent).toContain('one of your own');
    write('New password', 'too short');
    change();
    expect(screen.getByText(/at least 10 characters/)).toBeDefined();
    expect(service.to(CHANGE)).toHaveLength(0);
    write('New password', 'one of my own');
    change();
    await waitFor(() => expect(onSignedIn).toHaveBeenCalled());
    expect(service.to(CHANGE)[0]?.body).toEqual({
      email: 'ada@usher.example',
      password: 'given',
      new_password: 'one of my own',
    });
    expect(readTokens()?.access).toBe('own');
  });

  it('starts over when somebody else signs in instead', async () => {
    service.on('POST', LOGIN, () => problem(403, 'password-change-required'));
    show();
    write('Email', 'ada@usher.example');
    write('Password', 'given');
    send();
    await screen.findByText(/one of your own/);
    write('Email', 'bob@usher.example');
    expect(screen.getByLabelText('New password').closest('[hidden]')).not.toBeNull();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeDefined();
  });

  it('says that the service is away', async () => {
    service.on('POST', LOGIN, () => problem(503, 'service-unavailable'));
    show();
    write('Email', 'a');
    write('Password', 'b');
    send();
    expect((await screen.findByRole('alert')).textContent).toContain('not available right now');
  });

  it('says how long to wait after too many failures', async () => {
    service.on('POST', LOGIN, () => problem(429, 'too-many-attempts', {}, { 'Retry-After': '300' }));
    show();
    write('Email', 'a');
    write('Password', 'b');
    send();
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Too many sign-ins failed. Wait 5 minutes, then try again.',
    );
  });

  it('fills in the demo login where there is one', async () => {
    service.on('GET', DEMO, () => json({ email: 'admin', password: 'admin123' }));
    show();
    await screen.findByText(/Demo login/);
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('admin');
  });

  it('leaves what was already written alone', async () => {
    service.on('GET', DEMO, () => json({ email: 'admin', password: 'admin123' }));
    show();
    write('Email', 'ada');
    await screen.findByText(/Demo login/);
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ada');
  });

  it('explains an ended session', () => {
    show(true);
    expect(screen.getByRole('alert').textContent).toContain('session has ended');
  });
});
