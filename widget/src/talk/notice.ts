import type { Hold } from '../conversation/watcher';
import { show } from '../dom/h';
import { countdown, moment } from './countdown';
import type { TalkActs } from './view';

/** What is over sooner than this is worth a countdown. */
const hour = 3_600_000;

/** How many messages are left, where that is known, and when (ms since the epoch) there are more. */
export interface Warning {
  readonly left: number | undefined;
  readonly until: number | undefined;
}

/** The line above the composer: how long to wait, that the plan's limit is reached, or how many messages are left. */
export class Notice {
  #timer: ReturnType<typeof setInterval> | undefined;
  #holding = false;

  constructor(
    private readonly acts: TalkActs,
    private readonly element: HTMLElement,
    private readonly announce: (text: string) => void,
  ) {}

  /** What is left, and how long until there is more. It gives way to anything that holds the talk up. */
  warn(warning: Warning | undefined): void {
    if (this.#holding) return;
    this.stop();
    this.element.classList.add('faint');
    if (!warning) {
      this.#show('');
      return;
    }
    const { left, until } = warning;
    const { strings, tag } = this.acts.language;
    const what = left ? strings.left(left) : strings.nearLimit;
    const sentence = () => what + (until ? ` · ${strings.moreIn(countdown(until - Date.now(), tag))}` : '');
    if (until) this.#tick(until, sentence, () => this.warn(undefined));
    else this.#show(what);
  }

  hold(hold: Hold | undefined): void {
    this.stop();
    this.#holding = Boolean(hold);
    this.element.classList.remove('faint');
    const soon = hold?.until && hold.until - Date.now() < hour;
    if (hold?.kind === 'plan' && !soon) this.#plan(hold.until);
    else if (hold) this.#count(hold.until ?? 0);
    else this.#show('');
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #plan(until: number | undefined): void {
    const { strings, tag } = this.acts.language;
    const text = until ? strings.planUntil(moment(until, Date.now(), tag)) : strings.plan;
    this.#show(text);
    this.announce(text);
  }

  #count(until: number): void {
    const { strings, tag } = this.acts.language;
    const sentence = () => strings.limited(countdown(until - Date.now(), tag));
    this.announce(sentence());
    this.#tick(until, sentence, () => {
      this.hold(undefined);
      this.acts.resume();
    });
  }

  /** The numbers tick for the eye alone; a screen reader hears the sentence once. */
  #tick(until: number, sentence: () => string, over: () => void): void {
    this.#show(sentence());
    this.#timer = setInterval(() => {
      if (until > Date.now()) return this.#show(sentence());
      this.stop();
      over();
    }, 1000);
  }

  #show(text: string): void {
    this.element.textContent = text;
    show(this.element, Boolean(text));
  }
}
