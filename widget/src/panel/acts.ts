import type { Language } from '../language/language';

/** What the window may ask for. */
export interface Acts {
  readonly language: Language;
  send(text: string): void;
  /** Ends the answer that is being written. */
  stop(): void;
  restart(): void;
  close(): void;
}
