import type { Settings } from '../contract';
import { button, label } from '../dom/h';
import { chatIcon, downIcon, icon } from '../dom/icon';
import { sheet } from '../dom/sheet';
import { chat as english } from '../language/en';
import { chat as hebrew } from '../language/he';
import { recall } from '../session/memory';
import { paint } from '../theme/theme';
import tokens from '../theme/tokens.css?inline';
import styles from './launcher.css?inline';

export interface Launcher {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly button: HTMLButtonElement;
}

/** Puts the round button on the page, in a shadow root that the window later shares. */
export function showLauncher(settings: Settings, press: () => void, approach: () => void): Launcher {
  const element = document.createElement('usher-chat');
  const root = element.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet(tokens + styles)];
  const launcher = button('launcher', icon(chatIcon, 24), press);
  launcher.append(icon(downIcon, 24));
  launcher.addEventListener('pointerenter', approach);
  launcher.addEventListener('focus', approach);
  launcher.setAttribute('aria-expanded', 'false');
  label(launcher, (settings.locale || document.documentElement.lang).startsWith('he') ? hebrew : english);
  root.append(launcher);
  const { position, primaryColor } = recall(settings.apiKey);
  place(element, settings.position ?? position);
  paint(element, settings.theme, settings.primaryColor ?? primaryColor);
  stayOn(element);
  return { element, root, button: launcher };
}

/** Positions name sides of the screen, not of the reading direction: the tenant chose where the page has room. */
export function place(element: HTMLElement, position: string | undefined): void {
  const [block, inline] = /^(top|bottom)-(left|right)$/.exec(position ?? '')?.slice(1) ?? ['bottom', 'right'];
  element.dataset.block = block;
  element.dataset.inline = inline;
}

/** Turbo, Astro and their like replace the whole body on navigation: go on in the new one. */
function stayOn(element: HTMLElement): void {
  const attach = () => {
    if (!element.isConnected && !element.dataset.gone) document.body?.append(element);
  };
  attach();
  new MutationObserver(attach).observe(document.documentElement, { childList: true });
}
