import type { Language } from '../language/language';

/** What the window may ask for. */
export interface Acts {
  readonly language: Language;
  send(text: string): void;
  restart(): void;
  close(): void;
}
