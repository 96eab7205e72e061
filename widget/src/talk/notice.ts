import type { Hold } from '../conversation/watcher';
import { show } from '../dom/h';
import { countdown, moment } from './countdown';
import type { TalkActs } from './view';

/** The line above the composer: how long to wait, that the plan's limit is reached, or how many messages are left. */
export class Notice {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly acts: TalkActs,
    private readonly element: HTMLElement,
    private readonly announce: (text: string) => void,
  ) {}

  say(text: string): void {
    if (this.#timer) return;
    this.#show(text);
  }

  hold(hold: Hold | undefined): void {
    this.stop();
    if (hold?.kind === 'plan') this.#plan(hold.until);
    else if (hold) this.#count(hold.until ?? 0);
    else this.#show('');
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #plan(until: number | undefined): void {
    const { strings, tag } = this.acts.language;
    const text = until ? strings.planUntil(moment(until, Date.now(), tag)) : strings.plan;
    this.#show(text);
    this.announce(text);
  }

  /** The numbers tick for the eye alone; a screen reader hears the sentence once. */
  #count(until: number): void {
    const { strings, tag } = this.acts.language;
    const sentence = () => strings.limited(countdown(until - Date.now(), tag));
    this.#show(sentence());
    this.announce(sentence());
    this.#timer = setInterval(() => {
      if (until > Date.now()) return this.#show(sentence());
      this.hold(undefined);
      this.acts.resume();
    }, 1000);
  }

  #show(text: string): void {
    this.element.textContent = text;
    show(this.element, Boolean(text));
  }
}
