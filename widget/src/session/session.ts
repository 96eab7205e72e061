import type { Jwt } from '../contract';
import type { Pending } from '../conversation/pending';
import { createSession, type Identification, type SessionView } from '../wire/createSession';
import { Problem } from '../wire/problem';
import type { Request } from '../wire/request';
import type { Rating } from '../wire/sendFeedback';
import { forget, type Remembered, recall, remember } from './memory';

/** Renew a little early, so that a token does not expire on its way. */
const margin = 60_000;

/** Who the visitor is to the server. Opened when first needed, kept over reloads, never shared between identities. */
export class Session {
  #opening: Promise<string> | undefined;
  /** Grows with every logout: a session that was being opened then is nobody's. */
  #era = 0;

  constructor(
    private readonly request: Request,
    private readonly apiKey: string | undefined,
    private readonly identity: () => Jwt | undefined,
    private readonly now: () => number = Date.now,
  ) {}

  get conversation(): string | undefined {
    return recall(this.apiKey).conversation;
  }

  set conversation(id: string | undefined) {
    this.keep({ conversation: id });
  }

  /** The token as it is, perhaps expired: for words of farewell, which are worth no new session. */
  get lastToken(): string | undefined {
    return recall(this.apiKey).token;
  }

  get pending(): readonly Pending[] {
    return recall(this.apiKey).pending ?? [];
  }

  get ratings(): Readonly<Record<string, Rating>> {
    return recall(this.apiKey).ratings ?? {};
  }

  keep(more: Remembered): void {
    remember(this.apiKey, more);
  }

  /** A token that works now. Callers at the same moment share one session. */
  token(): Promise<string> {
    if (this.#opening) return this.#opening;
    const opening = this.#usable().finally(() => {
      if (this.#opening === opening) this.#opening = undefined;
    });
    this.#opening = opening;
    return opening;
  }

  /** The server no longer takes the token: the next one is new, for the same visitor if the server agrees. */
  expire(): void {
    this.keep({ expiresAt: '' });
  }

  clear(): void {
    this.#era++;
    this.#opening = undefined;
    forget(this.apiKey);
  }

  async #usable(): Promise<string> {
    const given = this.identity();
    const fixed = typeof given === 'string' ? given : undefined;
    const { token, expiresAt, subject } = recall(this.apiKey);
    // A function is only asked when a fresh identity is needed, so it cannot tell us now that the person changed.
    const same = given && !fixed ? subject : subject === subjectOf(fixed) || (subject && subject === tail(fixed));
    if (token && same && Date.parse(expiresAt ?? '') - margin > this.now()) return token;
    return this.#open(typeof given === 'function' ? await given() : fixed);
  }

  async #open(identity: string | undefined): Promise<string> {
    const era = this.#era;
    const before = recall(this.apiKey);
    const subject = subjectOf(identity);
    const token = before.subject === subject ? before.token : undefined;
    const create = (known: Identification) => createSession(this.request, this.apiKey, known);
    let opened: SessionView;
    let opener = subject;
    try {
      opened = await create({ identity, token }).catch((error) => {
        if (!refused(error) || !token) throw error;
        return create({ identity });
      });
    } catch (error) {
      // An identity that lapsed with the page left open is no reason to be silent: go on as a stranger, but take the
      // next identity the page brings.
      if (!refused(error) || !identity) throw error;
      opened = await create({});
      opener = tail(identity);
    }
    if (era !== this.#era) throw new DOMException('logged out', 'AbortError');
    this.keep({
      token: opened.token,
      visitor: opened.visitor,
      expiresAt: opened.expires_at,
      subject: opener,
      ...(before.visitor && before.visitor !== opened.visitor && { conversation: undefined, pending: [], ratings: {} }),
    });
    return opened.token;
  }
}

const refused = (error: unknown): boolean => error instanceof Problem && [400, 401, 422].includes(error.status);

const tail = (jwt: string | undefined): string | undefined => jwt?.slice(-16);

/** Reads `sub` without checking the signature: only to notice that the person changed, the server does the checking. */
export function subjectOf(jwt: string | undefined): string | undefined {
  try {
    const payload = jwt?.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '';
    const claims: unknown = JSON.parse(
      new TextDecoder().decode(Uint8Array.from(atob(payload), (c) => c.charCodeAt(0))),
    );
    return typeof claims === 'object' && claims && 'sub' in claims ? `${claims.sub}` : undefined;
  } catch {
    return undefined;
  }
}
