import { endConversation } from '../wire/endConversation';
import type { ReplyEvent, Usage } from '../wire/events';
import { Problem } from '../wire/problem';
import type { Decision } from '../wire/sendTurn';
import { stopTurn } from '../wire/stopTurn';
import { apply } from './apply';
import { deciding, mark, underway } from './decision';
import { type Answer, contentOf, type Entry, emptyAnswer, type Failure, type Note, type Question } from './entry';
import { remedyFor } from './failure';
import { Gate } from './gate';
import { awaitAnswer, loadHistory } from './history';
import { Broken, Line } from './line';
import { unsettled, weave } from './pending';
import type { Surroundings, Watcher } from './watcher';

/** One talk: its entries, and a queue that sends one message after the other and survives what networks do. */
export class Conversation {
  entries: Entry[] = [];
  #busy = false;
  /** The turn that is answering, until it is complete or asked to stop. */
  #turn: string | undefined;
  #running = new AbortController();
  #restored: Promise<unknown> = Promise.resolve();
  /** Grows with every reset: what began before it has no say any more. */
  #era = 0;

  readonly #gate: Gate;

  constructor(
    private readonly around: Surroundings,
    private readonly watcher: Watcher,
  ) {
    this.#gate = new Gate(around, watcher);
  }

  /** Shows what was said before, and goes on with what was not answered yet. */
  restore(): Promise<void> {
    const { request, session } = this.around;
    const era = this.#era;
    const { pending } = session;
    if (!(session.conversation || pending.length) || this.entries.length) return Promise.resolve();
    const restored = loadHistory(request, session).then((stored) => {
      if (era !== this.#era) return;
      this.entries = [...weave(stored, session.pending.length ? pending : []), ...this.entries];
      this.watcher.rearranged();
      this.resume();
    });
    this.#restored = restored.catch(() => undefined);
    return restored;
  }

  /** With a decision, the text is what the visitor sees of it. */
  send(text: string, decision?: Decision): void {
    this.entries.push({ kind: 'question', key: this.around.newId(), text, state: 'waiting', decision });
    if (decision) mark(this.entries, decision.call, deciding, (answer) => this.watcher.changed(answer));
    this.#keep();
    this.watcher.rearranged();
    this.resume();
  }

  retry(key: string): void {
    const question = this.entries.find((entry) => entry.kind === 'question' && entry.key === key);
    if (question?.kind !== 'question') return;
    this.#putBack(question);
    this.#gate.hold(undefined);
    this.resume();
  }

  note(note: Pick<Note, 'about' | 'name'>): void {
    this.entries.push({ kind: 'note', key: this.around.newId(), ...note });
    this.watcher.rearranged();
  }

  /** A limit is over. */
  lift(): void {
    this.#gate.hold(undefined);
    this.resume();
  }

  /** Sends what waits, unless something holds it up; called whenever that may have changed. */
  resume(): void {
    if (!this.#gate.look() || this.#busy) return;
    const next = this.entries.find((entry) => entry.kind === 'question' && entry.state === 'waiting');
    if (next?.kind !== 'question') return;
    this.#busy = true;
    const era = this.#era;
    void this.#ask(next).finally(() => {
      if (era !== this.#era) return;
      this.#work(undefined);
      this.#keep();
      this.#busy = false;
      this.resume();
    });
  }

  /** Asks for the end of the answer that is being written; what it has said so far stays. */
  stop(): void {
    const { request, session } = this.around;
    const turn = this.#turn;
    if (!turn) return;
    this.#work(undefined);
    const stopped = session.token().then((token) => stopTurn(request, token, turn));
    stopped.catch((error) => {
      this.watcher.failed(error);
      if (this.entries.some((entry) => entry.kind === 'question' && entry.turn === turn)) this.#work(turn);
    });
  }

  /** Ends the talk; the next message begins another. */
  end(): void {
    const { request, session } = this.around;
    const { conversation, lastToken } = session;
    if (conversation && lastToken) endConversation(request, lastToken, conversation);
    this.clear();
    session.keep({ conversation: undefined, ratings: {} });
  }

  clear(): void {
    this.#era++;
    this.#running.abort();
    this.#running = new AbortController();
    this.#busy = false;
    this.#work(undefined);
    this.entries = [];
    this.#keep();
    this.#gate.hold(undefined);
    this.watcher.rearranged();
  }

  async #ask(question: Question): Promise<void> {
    const era = this.#era;
    await this.#restored;
    if (era !== this.#era) return;
    const answer = emptyAnswer(`${question.key}-answer`);
    question.state = 'sending';
    this.#mark(question, deciding);
    this.entries.splice(this.entries.indexOf(question) + 1, 0, answer);
    this.watcher.rearranged();
    this.watcher.changed(question);
    const known = new Set(this.entries.map((entry) => (entry.kind === 'answer' ? entry.id : entry.key)));
    for (let attempt = 0; ; attempt++) {
      const named = this.around.session.conversation;
      try {
        await this.#follow(question, answer);
        return;
      } catch (error) {
        if (era !== this.#era) return;
        const stored = await this.#recover(error, question, answer, known);
        if (era !== this.#era || stored) return;
        if (!(await this.#remedy(error, attempt, named, question, answer)) || era !== this.#era) return;
      }
    }
  }

  #follow(question: Question, answer: Answer): Promise<void> {
    return new Line(this.around, question, answer, {
      signal: this.#running.signal,
      take: (event) => this.#take(event, question, answer),
      waiting: () => this.watcher.connection(this.around.online() ? 'connecting' : 'offline'),
      nap: (ms) => this.#gate.nap(ms),
    }).follow();
  }

  #take(event: ReplyEvent, question: Question, answer: Answer): void {
    if (event.type === 'error') throw Object.assign(Problem.of(event.problem), { streamed: true });
    if (event.type === 'turn.started') {
      this.around.session.conversation = event.conversation_id;
      question.turn = event.turn_id;
      this.#work(event.turn_id);
      this.#keep();
      if (answer.text || answer.tools.length) Object.assign(answer, { ...emptyAnswer(''), key: answer.key });
      if (question.state !== 'sent') {
        question.state = 'sent';
        this.watcher.changed(question);
      }
    }
    this.watcher.connection('good');
    apply(answer, event);
    this.watcher.changed(answer);
    if (event.type === 'tool.progress' && event.call_id === question.decision?.call) this.#mark(question, event.state);
    this.watcher.happened(event);
    if (event.type === 'message.completed') this.#complete(question, answer, event.usage);
  }

  #work(turn: string | undefined): void {
    if (turn === this.#turn) return;
    this.#turn = turn;
    this.watcher.working(Boolean(turn));
  }

  #complete(question: Question, answer: Answer, usage?: Usage | null): void {
    question.turn = undefined;
    this.#work(undefined);
    this.#reopen(question);
    this.watcher.answered(answer);
    if (usage) this.watcher.usage(usage);
  }

  /** After a broken line the answer may still be there: the server goes on without us and stores it. */
  async #recover(error: unknown, question: Question, answer: Answer, known: Set<string | undefined>): Promise<boolean> {
    const { session } = this.around;
    if (error instanceof Problem || !session.conversation || !(answer.id || error instanceof Broken)) return false;
    this.watcher.connection('connecting');
    const found = await awaitAnswer(this.around, question.text, answer.id, known);
    if (!found) return false;
    Object.assign(answer, contentOf(found));
    question.state = 'sent';
    this.watcher.changed(question);
    this.watcher.changed(answer);
    this.#complete(question, answer);
    return true;
  }

  /** Answers whether to try once more. */
  async #remedy(
    error: unknown,
    attempt: number,
    named: string | undefined,
    question: Question,
    answer: Answer,
  ): Promise<boolean> {
    const { session, online, now, pause } = this.around;
    const remedy = remedyFor(error, attempt, Boolean(named), now());
    this.watcher.connection(online() ? 'good' : 'offline');
    if (!online() && !(error instanceof Problem)) {
      return this.#putBack(question);
    }
    switch (remedy.kind) {
      case 'new-session':
        session.expire();
        return true;
      case 'new-conversation':
        // What was to be decided went with the conversation.
        if (question.decision) return this.#fail(question, answer, error, 'over');
        session.conversation = undefined;
        return true;
      case 'again':
        // Half an answer that is gone is for the visitor to judge, not for us to repeat unasked.
        if (answer.text) return this.#fail(question, answer, error);
        if (!(error instanceof Problem) || error.status > 500) this.watcher.connection('connecting');
        await pause(remedy.after);
        return true;
      case 'limited':
      case 'plan':
        this.#putBack(question, remedy.kind === 'plan' ? 'plan' : undefined);
        this.#gate.hold(remedy);
        return false;
      default:
        return this.#fail(question, answer, error, remedy.failure);
    }
  }

  #fail(question: Question, answer: Answer, error: unknown, why: Failure = 'not-sent'): false {
    question.turn = undefined;
    question.failure = question.state === 'sent' && why !== 'over' ? 'no-answer' : why;
    if (why === 'over') this.#mark(question, 'expired');
    this.#reopen(question);
    question.state = 'failed';
    if (answer.text) {
      // The line to try again then stands under the half answer.
      answer.state = 'interrupted';
      question.failure = undefined;
    } else this.#withdraw(question);
    this.watcher.connection('good');
    this.watcher.changed(answer);
    this.watcher.changed(question);
    this.watcher.failed(error);
    return false;
  }

  /** Into the queue again, or out of it for that reason. */
  #putBack(question: Question, why?: Failure): false {
    this.#withdraw(question);
    question.state = why ? 'failed' : 'waiting';
    question.failure = why;
    this.watcher.changed(question);
    return false;
  }

  /** Takes an unfinished answer away. */
  #withdraw(question: Question): void {
    this.entries = this.entries.filter((entry) => entry.key !== `${question.key}-answer`);
    this.watcher.rearranged();
  }

  /** Shows on the card what becomes of the decision that was made on it. */
  #mark({ decision }: Question, state: string): void {
    if (decision) mark(this.entries, decision.call, state, (answer) => this.watcher.changed(answer));
  }

  /** A decision that led to nothing may be made again. */
  #reopen({ decision }: Question): void {
    if (decision) mark(this.entries, decision.call, 'needs_confirmation', (one) => this.watcher.changed(one), underway);
  }

  /** Notes what a reload must not lose. */
  #keep(): void {
    this.around.session.keep({ pending: unsettled(this.entries) });
  }
}
