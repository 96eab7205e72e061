import type { Entry } from '../conversation/entry';
import type { Rating } from '../wire/sendFeedback';
import type { Decision } from '../wire/sendTurn';
import type { TalkLanguage } from './words/words';

/** What the views may ask for. */
export interface TalkActs {
  readonly language: TalkLanguage;
  retry(key: string): void;
  /** Asks what this answer was to answer once more, as a new message. */
  askAgain(answerKey: string): void;
  /** Says yes or no, in the words of the button, to what waits for it. */
  decide(decision: Decision, words: string): void;
  /** Brings the styles of what is fetched later, once. */
  dress(styles: string): void;
  /** The limit is over. */
  resume(): void;
  rated(message: string): Rating | undefined;
  rate(message: string, rating: Rating, comment?: string): Promise<void>;
}

export interface View<E extends Entry = Entry> {
  readonly element: HTMLElement;
  update(entry: E): void;
}
