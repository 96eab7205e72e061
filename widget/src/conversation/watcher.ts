import type { Session } from '../session/session';
import type { ReplyEvent, Usage } from '../wire/events';
import type { Request } from '../wire/request';
import type { Answer, Entry } from './entry';

/** What holds the talk up, if anything. */
export interface Hold {
  readonly kind: 'limited' | 'plan';
  /** Milliseconds since the epoch; unknown for some plan limits. */
  readonly until: number | undefined;
}

/** What a conversation tells those who show it. */
export interface Watcher {
  changed(entry: Entry): void;
  /** Entries came, went or moved. */
  rearranged(): void;
  held(hold: Hold | undefined): void;
  connection(state: 'good' | 'connecting' | 'offline'): void;
  /** An answer is being written, and could be stopped. */
  working(on: boolean): void;
  usage(usage: Usage, warned?: boolean): void;
  answered(answer: Answer): void;
  happened(event: ReplyEvent): void;
  failed(error: unknown): void;
}

export interface Surroundings {
  readonly request: Request;
  readonly session: Session;
  readonly locale: () => string;
  readonly online: () => boolean;
  readonly now: () => number;
  readonly newId: () => string;
  readonly pause: (ms: number) => Promise<void>;
}
