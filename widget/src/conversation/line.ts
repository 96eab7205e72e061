import { attachTurn } from '../wire/attachTurn';
import type { ReplyEvent } from '../wire/events';
import type { Frame } from '../wire/frames';
import { Problem } from '../wire/problem';
import { sendTurn } from '../wire/sendTurn';
import type { Answer, Question } from './entry';
import type { Surroundings } from './watcher';

/** The stream is over, for all we can do, before the answer was. */
export class Broken extends Error {}

/** How long a line may stay broken, in ms, before the stored messages have to do. */
const patience = 60_000;
const longest = 8_000;

/** Half of it by chance, so that the visitors of a server that restarts do not come back all at once. */
const backoff = (attempt: number): number => Math.min(longest, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);

/** What a line needs of its conversation. */
export interface Ends {
  readonly signal: AbortSignal;
  take(event: ReplyEvent): void;
  /** The line is broken and being taken up again. */
  waiting(): void;
  /** A pause that ends early when something happened that makes another try worthwhile. */
  nap(ms: number): Promise<void>;
}

/**
 * The line on which one turn is heard. The turn itself runs on the server whether or not anybody listens, so a broken
 * line is taken up again behind the last frame that was heard: no word is lost and none comes twice.
 */
export class Line {
  #last = 0;

  constructor(
    private readonly around: Surroundings,
    private readonly question: Question,
    private readonly answer: Answer,
    private readonly ends: Ends,
  ) {}

  /** Asks, or listens again to a turn that was asked before. Returns when the answer is complete or nobody wants it. */
  async follow(): Promise<void> {
    try {
      if (!this.question.turn) await this.#ask();
      else await this.#attach();
    } catch (error) {
      if (this.#over()) return;
      if (!this.question.turn || error instanceof Problem || error instanceof Broken) throw error;
      await this.ends.nap(backoff(0));
      await this.#attach();
    }
  }

  async #ask(): Promise<void> {
    const { request, session, locale } = this.around;
    const { key: clientMessageId, text, decision } = this.question;
    const token = await session.token();
    const turn = {
      conversation: session.conversation,
      text,
      clientMessageId,
      locale: locale(),
      ...(decision && { confirmation: decision }),
    };
    await this.#hear(sendTurn(request, token, turn, this.ends.signal));
  }

  async #attach(): Promise<void> {
    const { online, now } = this.around;
    let heard = this.#last;
    let until = now() + patience;
    let attempt = 0;
    for (;;) {
      if (attempt || !online()) this.ends.waiting();
      const error = online() ? await this.#again() : new TypeError('offline');
      if (!error || this.#over()) return;
      if (this.#last > heard) {
        heard = this.#last;
        until = now() + patience;
        attempt = 0;
      }
      if (this.#final(error) || now() >= until) {
        // Whatever comes next, it is not this line.
        this.question.turn = undefined;
        throw error instanceof Problem && !error.streamed ? new Broken() : error;
      }
      const asked = error instanceof Problem ? (error.retryAfter ?? 0) * 1000 : 0;
      await this.ends.nap(Math.max(asked, backoff(attempt++)));
    }
  }

  /** Listens from behind the last frame; answers what went wrong, if anything. */
  async #again(): Promise<unknown> {
    const { request, session } = this.around;
    try {
      const token = await session.token();
      await this.#hear(attachTurn(request, token, this.question.turn ?? '', this.#last, this.ends.signal));
      return undefined;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) session.expire();
      return error;
    }
  }

  async #hear(frames: AsyncIterable<Frame>): Promise<void> {
    for await (const { at, event } of frames) {
      if (this.ends.signal.aborted) return;
      if (at && at <= this.#last) continue;
      this.#last = at || this.#last;
      this.ends.take(event);
    }
    if (!this.#over()) throw new TypeError('The stream ended early.');
  }

  /** Refusals that will not change, such as a turn nobody remembers. */
  #final(error: unknown): boolean {
    if (!(error instanceof Problem)) return false;
    return error.streamed || (error.status < 500 && ![401, 408, 425, 429].includes(error.status));
  }

  #over(): boolean {
    return this.ends.signal.aborted || this.answer.state === 'done';
  }
}
