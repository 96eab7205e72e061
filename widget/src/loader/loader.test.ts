import { expect, it } from 'vitest';
import type { Settings } from '../contract';
import { Emitter } from './emitter';
import { baseOf, findScript, merge, settingsOf } from './script';

function tag(src: string, data: Record<string, string>): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = 'text/plain';
  script.src = src;
  Object.assign(script.dataset, data);
  document.head.replaceChildren(script);
  return script;
}

it('readsItsSettingsAndItsServerFromItsOwnTag', () => {
  tag('https://cdn.example/shop/widget/widget.js?v=2', { apiKey: 'pk_1', primaryColor: '#0b7' });
  const script = findScript();
  expect(settingsOf(script)).toMatchObject({ apiKey: 'pk_1', primaryColor: '#0b7' });
  expect(baseOf(script)).toBe('https://cdn.example/shop/');
});

it('letsBootSetWhatTheTagDidNotAndLeavesTheRest', () => {
  const settings: Settings = { apiKey: 'pk_1', theme: 'dark' };
  merge(settings, { userJwt: 'eyJ', theme: undefined, locale: 'he' });
  expect(settings).toMatchObject({ apiKey: 'pk_1', theme: 'dark', identity: 'eyJ', locale: 'he' });
});

it('tellsListenersUntilTheyUnsubscribe', () => {
  // Given
  const events = new Emitter();
  const heard: unknown[] = [];
  const stop = events.on('message', (detail) => heard.push(detail));
  // When
  events.emit('message', 1);
  stop();
  events.emit('message', 2);
  // Then
  expect(heard).toEqual([1]);
});

it('tellsALateListenerThatItIsReady', () => {
  const events = new Emitter();
  events.emit('ready');
  let ready = false;
  events.on('ready', () => {
    ready = true;
  });
  expect(ready).toBe(true);
});
