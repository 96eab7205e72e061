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
import { newId } from './id';
import { List } from './list';
import { Notice } from './notice';
import styles from './talk.css?inline';

/** From this number on the visitor is told how many messages are left. */
const few = 3;

/** All that only a conversation needs, fetched when the window opens: it carries the talk to the window and the page. */
export class Talk implements Watcher {
  readonly #session: Session;
  readonly #conversation: Conversation;
  #panel: Panel | undefined;
  #list: List | undefined;
  #notice: Notice | undefined;
  #language: Language | undefined;
  #hold: Hold | undefined;

  constructor(
    private readonly host: Host,
    private readonly seen: (answer: Answer) => void,
  ) {
    const { settings, root, base } = host;
    const request = requestTo(base);
    root.adoptedStyleSheets.push(sheet(styles));
    this.#session = new Session(request, settings.apiKey, () => settings.identity);
    this.#conversation = new Conversation(
      {
        request,
        session: this.#session,
        locale: () => this.#language?.tag ?? 'en',
        online: () => navigator.onLine,
        now: Date.now,
        newId,
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      },
      this,
    );
  }

  /** Moves into a new window, after a change of language or branding. */
  enter(panel: Panel, language: Language): void {
    this.#notice?.stop();
    this.#panel = panel;
    this.#language = language;
    const acts = {
      language,
      retry: (key: string) => this.#conversation.retry(key),
      resume: () => this.#conversation.lift(),
    };
    this.#list = new List(acts, panel);
    this.#notice = new Notice(acts, panel.notice, (text) => panel.announce(text));
    this.rearranged();
    this.held(this.#hold);
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

  end(): void {
    this.#conversation.end();
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
  }

  connection(state: 'good' | 'connecting' | 'offline'): void {
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

  usage({ messages_left: left }: Usage): void {
    const known = typeof left === 'number' && left > 0 && left <= few;
    this.#notice?.say((known && this.#language?.strings.left(left)) || '');
  }

  answered(answer: Answer): void {
    this.#panel?.announce(answer.text);
    this.seen(answer);
    this.host.emit('message', { id: answer.id, role: 'assistant', text: answer.text });
  }

  happened(event: ReplyEvent): void {
    const { host } = this;
    if (event.type === 'tool.progress') host.emit('tool', { label: event.label, state: event.state });
    if (event.type === 'limit.warning') {
      this.usage(event);
      host.emit('limit', { kind: 'warning', messagesLeft: event.messages_left });
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
