import type { Hold, Surroundings, Watcher } from './watcher';

/** What holds the queue up: a limit until it is over, and a network that is away. */
export class Gate {
  #hold: Hold | undefined;
  #wakers: (() => void)[] = [];

  constructor(
    private readonly around: Surroundings,
    private readonly watcher: Watcher,
  ) {}

  /** Whether anything may go through now; whoever naps is woken. */
  look(): boolean {
    const { online, now } = this.around;
    this.watcher.connection(online() ? 'good' : 'offline');
    for (const wake of this.#wakers.splice(0)) wake();
    if (this.#hold?.until && this.#hold.until <= now()) this.hold(undefined);
    return !this.#hold && online();
  }

  hold(hold: Hold | undefined): void {
    if (!hold && !this.#hold) return;
    this.#hold = hold;
    this.watcher.held(hold);
  }

  /** So long, or until somebody looks again. */
  nap(ms: number): Promise<void> {
    return Promise.race([this.around.pause(ms), new Promise<void>((wake) => this.#wakers.push(wake))]);
  }
}
