import { button, h, label, on, show } from '../dom/h';
import { closeIcon, composeIcon, icon } from '../dom/icon';
import type { Acts } from './acts';
import { Composer } from './composer';
import { welcomeView } from './welcome';

export interface Branding {
  readonly name: string;
  readonly greeting: string;
  readonly suggestions: readonly string[];
  readonly disclosure: string;
}

/** The window. Built anew when its language or branding changes: everything it shows lives in the conversation. */
export class Panel {
  readonly element: HTMLElement;
  readonly composer: Composer;
  readonly content = h('div', 'content');
  readonly scroll = h('div', 'scroll', this.content);
  /** The line below the header about the connection. */
  readonly status = h('div', 'status');
  /** The line above the composer about limits. */
  readonly notice = h('div', 'notice');
  readonly #live = h('div', 'unseen');
  readonly #welcome: HTMLElement;
  readonly #restart: HTMLButtonElement;

  constructor(
    private readonly acts: Acts,
    branding: Branding,
  ) {
    const { strings, direction, tag } = acts.language;
    const name = branding.name || strings.chat;
    const { status, scroll, notice } = this;
    this.#welcome = welcomeView(acts, branding.greeting || strings.greeting, branding.suggestions);
    this.content.append(this.#welcome);
    scroll.tabIndex = 0;
    scroll.role = 'log';
    scroll.ariaLive = 'off';
    scroll.ariaLabel = strings.conversation;
    this.composer = new Composer(acts);
    this.#live.ariaLive = 'polite';
    status.role = 'status';
    this.#restart = button('quiet', icon(composeIcon), acts.restart);
    label(this.#restart, strings.restart);
    status.hidden = notice.hidden = this.#restart.hidden = true;
    const close = button('quiet', icon(closeIcon), acts.close);
    label(close, strings.close);
    const avatar = h('span', 'avatar', name.trim().charAt(0).toUpperCase());
    avatar.ariaHidden = 'true';
    const title = h('h2', '', name);
    const who = h('div', 'who', title, h('p', '', strings.assistant));
    this.element = h(
      'div',
      'window',
      h('header', '', avatar, who, this.#restart, close),
      status,
      h('div', 'list', scroll),
      h('footer', '', notice, this.composer.element, h('p', 'disclosure', branding.disclosure)),
      this.#live,
    );
    this.element.dir = direction;
    this.element.lang = tag;
    this.element.role = 'dialog';
    this.element.ariaLabel = name;
    this.element.tabIndex = -1;
    on(this.element, 'keydown', (event) => event instanceof KeyboardEvent && this.#key(event));
  }

  /** Whether there are messages, or the welcome in their place. */
  talking(begun: boolean): void {
    show(this.#welcome, !begun);
    show(this.#restart, begun);
  }

  announce(text: string): void {
    this.#live.textContent = text;
  }

  /** What sends messages could not be fetched: the words go back into the field. */
  refuse(words: string): void {
    this.composer.draft = words;
    this.status.textContent = this.acts.language.strings.notSent;
    show(this.status, true);
  }

  /** A mouse and keyboard want to write at once; a finger wants to read before the keyboard covers half the screen. */
  focus(): void {
    const target = matchMedia('(pointer:fine)').matches ? this.composer.field : this.element;
    target.focus({ preventScroll: true });
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      if (this.composer.working) this.acts.stop();
      else this.acts.close();
    }
    // Full screen, the page behind is out of sight and must not take the focus.
    if (event.key !== 'Tab' || this.element.ariaModal !== 'true') return;
    const stops = [
      ...this.element.querySelectorAll<HTMLElement>('button,a,input,textarea,summary,[tabindex="0"]'),
    ].filter((stop) => stop.checkVisibility());
    const active = (this.element.getRootNode() as ShadowRoot).activeElement;
    const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (active === edge || (event.shiftKey && active === this.element)) {
      event.preventDefault();
      other?.focus();
    }
  }
}
