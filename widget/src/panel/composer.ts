import { h, label, on } from '../dom/h';
import { icon, sendIcon, stopIcon } from '../dom/icon';
import type { Acts } from './acts';

/** Characters the server takes. */
const most = 8000;

/** The field that grows to six lines (the limit is in panel.css). Enter sends, Shift+Enter breaks the line. */
export class Composer {
  readonly element = h('form', 'composer');
  readonly field = h('textarea');
  readonly #send: HTMLButtonElement;
  #held = false;
  #working = false;

  constructor(private readonly acts: Acts) {
    const { strings } = acts.language;
    this.#send = h('button', 'send');
    on(this.#send, 'click', (event) => {
      if (!this.#working) return;
      event.preventDefault();
      // The second click of those who double-click everything was meant for the message.
      if ((event as MouseEvent).detail < 2) acts.stop();
    });
    this.field.rows = 1;
    this.field.placeholder = strings.placeholder;
    this.field.ariaLabel = strings.placeholder;
    this.field.dir = 'auto';
    this.field.enterKeyHint = 'send';
    this.element.append(this.field, this.#send);
    on(this.field, 'input', () => this.fit());
    on(this.field, 'keydown', (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.shiftKey) return;
      // While an input method composes (Japanese, Chinese, Korean…) Enter accepts its suggestion; 229 is Safari's word.
      if (event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.element.requestSubmit();
    });
    on(this.element, 'submit', (event) => {
      event.preventDefault();
      const text = this.field.value.trim();
      if (!text || this.#held) return;
      this.draft = '';
      acts.send(text);
    });
    this.work(false);
  }

  get draft(): string {
    return this.field.value;
  }

  set draft(text: string) {
    this.field.value = text;
    this.fit();
  }

  /** While a limit holds, writing goes on but nothing is sent. */
  hold(held: boolean): void {
    this.#held = held;
    this.fit();
  }

  get working(): boolean {
    return this.#working;
  }

  /** While an answer is being written, the button stops it; Enter still sends what is to follow. */
  work(working: boolean): void {
    const { send, stop } = this.acts.language.strings;
    this.#working = working;
    this.#send.replaceChildren(icon(working ? stopIcon : sendIcon));
    this.#send.classList.toggle('stop', working);
    label(this.#send, working ? stop : send);
    this.fit();
  }

  fit(): void {
    const { field } = this;
    field.style.height = 'auto';
    // Not laid out yet: the stylesheet's single line stands.
    field.style.height = field.scrollHeight ? `${field.scrollHeight}px` : '';
    field.setCustomValidity(field.value.length > most ? this.acts.language.strings.tooLong : '');
    // Empty, the field follows the interface, so that the placeholder starts where its language does.
    field.dir = field.value ? 'auto' : '';
    this.#send.ariaDisabled = `${!this.#working && (this.#held || !field.value.trim())}`;
  }
}
