import type { Entry } from '../conversation/entry';
import type { Rating } from '../wire/sendFeedback';
import type { TalkLanguage } from './words/words';

/** What the views may ask for. */
export interface TalkActs {
  readonly language: TalkLanguage;
  retry(key: string): void;
  /** Asks what this answer was to answer once more, as a new message. */
  askAgain(answerKey: string): void;
  /** The limit is over. */
  resume(): void;
  rated(message: string): Rating | undefined;
  rate(message: string, rating: Rating, comment?: string): Promise<void>;
}

export interface View<E extends Entry = Entry> {
  readonly element: HTMLElement;
  update(entry: E): void;
}
