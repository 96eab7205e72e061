import type { Entry } from '../conversation/entry';
import type { Language } from '../language/language';

/** What the views may ask for. */
export interface TalkActs {
  readonly language: Language;
  retry(key: string): void;
  /** The limit is over. */
  resume(): void;
}

export interface View<E extends Entry = Entry> {
  readonly element: HTMLElement;
  update(entry: E): void;
}
