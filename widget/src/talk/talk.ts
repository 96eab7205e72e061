import type { Host } from '../contract';
import { Conversation } from '../conversation/conversation';
import type { Answer, Entry } from '../conversation/entry';
import type { Hold, Watcher } from '../conversation/watcher';
import { show } from '../dom/h';
import { sheet } from '../dom/sheet';
import type { Language } from '../language/language';
import type { Panel } from '../panel/panel';
import { Session } from '../session/session';
import type { ReplyEvent, Usage } from '../wire/events';
import { Problem } from '../wire/problem';
import { requestTo } from '../wire/request';
import type { Decision } from '../wire/sendTurn';
import { newId } from './id';
import { List } from './list';
import { Notice, type Warning } from './notice';
import { Opinions } from './opinions';
import opinionStyles from './opinions.css?inline';
import styles from './talk.css?inline';
import { inItsWords, type TalkLanguage } from './words/words';

/** From this number on the visitor is told how many messages are left. */
const few = 3;

/** All that only a conversation needs, fetched when the window opens: it carries the talk to the window and the page. */
export class Talk implements Watcher {
  readonly #session: Session;
  readonly #conversation: Conversation;
  readonly #opinions: Opinions;
  #panel: Panel | undefined;
  #list: List | undefined;
  #notice: Notice | undefined;
  #language: TalkLanguage | undefined;
  #hold: Hold | undefined;
  #tag = 'en';
  #connection: 'good' | 'connecting' | 'offline' = 'good';
  #working = false;
  /** Of the running turn, or the last one. */
  #warning: Warning | undefined;
  #survey: HTMLElement | undefined;
  readonly #dressed = new Set<string>();

  constructor(
    private readonly host: Host,
    private readonly seen: (answer: Answer) => void,
  ) {
    const { settings, root, base } = host;
    const request = requestTo(base);
    root.adoptedStyleSheets.push(sheet(styles + opinionStyles));
    this.#session = new Session(request, settings.apiKey, () => settings.identity);
    this.#opinions = new Opinions(request, this.#session, (error) => this.failed(error));
    this.#conversation = new Conversation(
      {
        request,
        session: this.#session,
        locale: () => this.#tag,
        online: () => navigator.onLine,
        now: Date.now,
        newId,
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      },
      this,
    );
  }

  /** Moves into a new window, after a change of language or branding. */
  async enter(panel: Panel, language: Language): Promise<void> {
    this.#notice?.stop();
    this.#panel = panel;
    this.#tag = language.tag;
    this.#list = this.#notice = undefined;
    const spoken = await inItsWords(language);
    // Another window may have come meanwhile.
    if (this.#panel !== panel) return;
    this.#language = spoken;
    const acts = {
      language: spoken,
      retry: (key: string) => this.#conversation.retry(key),
      askAgain: (key: string) => this.#askAgain(key),
      decide: (decision: Decision, words: string) => {
        this.#conversation.send(words, decision);
        this.toEnd();
      },
      dress: (styles: string) => this.#dress(styles),
      resume: () => this.#conversation.lift(),
      rated: this.#opinions.rated,
      rate: this.#opinions.rate,
    };
    this.#list = new List(acts, panel);
    this.#notice = new Notice(acts, panel.notice, (text) => panel.announce(text));
    this.rearranged();
    this.held(this.#hold);
    this.#notice.warn(this.#warning);
    this.working(this.#working);
    this.connection(this.#connection);
  }

  async restore(): Promise<void> {
    await this.#conversation.restore().catch((error) => this.failed(error));
    this.toEnd();
  }

  send(text: string): void {
    this.#conversation.send(text);
    this.toEnd();
  }

  toEnd(): void {
    this.#list?.toEnd();
  }

  resume(): void {
    this.#conversation.resume();
  }

  stop(): void {
    this.#conversation.stop();
  }

  end(): void {
    this.#conversation.end();
  }

  /** Ends the talk for the visitor, who may say how it was. */
  restart(): void {
    const { conversation } = this.#session;
    const answered = this.#conversation.entries.some((entry) => entry.kind === 'answer');
    this.end();
    if (conversation && answered) void this.#askHowItWas(conversation);
  }

  async #askHowItWas(conversation: string): Promise<void> {
    const { surveyView } = await import('./survey');
    if (!this.#panel || !this.#language || this.#conversation.entries.length) return;
    const { strings } = this.#language;
    this.#survey = surveyView(strings, (grade, comment) => this.#opinions.grade(conversation, grade, comment));
    this.#panel.content.prepend(this.#survey);
    this.#panel.announce(strings.survey);
  }

  #askAgain(answerKey: string): void {
    const { entries } = this.#conversation;
    const at = entries.findIndex(({ key }) => key === answerKey);
    const question = entries.slice(0, at).findLast(({ kind }) => kind === 'question');
    if (question?.kind !== 'question') return;
    this.#conversation.send(question.text, question.decision);
    this.toEnd();
  }

  #dress(styles: string): void {
    if (this.#dressed.has(styles)) return;
    this.#dressed.add(styles);
    this.host.root.adoptedStyleSheets.push(sheet(styles));
  }

  /** Logout: nothing of this visitor stays in the browser. */
  forget(): void {
    this.end();
    this.#session.clear();
  }

  changed(entry: Entry): void {
    this.#list?.update(entry);
  }

  rearranged(): void {
    const { entries } = this.#conversation;
    this.#list?.sync(entries);
    this.#panel?.talking(entries.length > 0);
    if (entries.length) this.#survey?.remove();
  }

  connection(state: 'good' | 'connecting' | 'offline'): void {
    this.#connection = state;
    if (!this.#panel || !this.#language) return;
    const { status } = this.#panel;
    const { offline, connecting } = this.#language.strings;
    show(status, state !== 'good');
    if (state !== 'good') status.textContent = state === 'offline' ? offline : connecting;
  }

  held(hold: Hold | undefined): void {
    const before = this.#hold;
    this.#hold = hold;
    this.#panel?.composer.hold(Boolean(hold));
    this.#notice?.hold(hold);
    if (hold && hold !== before) this.host.emit('limit', hold);
  }

  working(on: boolean): void {
    this.#working = on;
    this.#panel?.composer.work(on);
  }

  /** A warning is told always, what an answer says in passing only when it is little. */
  usage({ messages_left, resets_at }: Usage, warned = false): void {
    const left = messages_left ?? undefined;
    const little = left !== undefined && left > 0 && left <= few;
    if (little || warned) this.#warning = { left, until: Date.parse(resets_at ?? '') || this.#warning?.until };
    this.#notice?.warn(this.#warning);
  }

  answered(answer: Answer): void {
    this.#panel?.announce(answer.text);
    this.seen(answer);
    this.host.emit('message', { id: answer.id, role: 'assistant', text: answer.text });
  }

  happened(event: ReplyEvent): void {
    const { host } = this;
    if (event.type === 'turn.started') this.#warning = undefined;
    if (event.type === 'tool.progress') host.emit('tool', { label: event.label, state: event.state });
    if (event.type === 'limit.warning') {
      this.usage(event, true);
      host.emit('limit', { kind: 'warning', messagesLeft: event.messages_left, resetsAt: event.resets_at });
    }
    if (event.type === 'handoff.requested') {
      this.#conversation.note({ about: 'handoff', name: '' });
      host.emit('handoff');
    }
    if (event.type === 'agent.joined') this.#conversation.note({ about: 'joined', name: event.name ?? '' });
  }

  failed(error: unknown): void {
    this.host.emit('error', error instanceof Problem ? { code: error.code, status: error.status } : error);
  }
}
