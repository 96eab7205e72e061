import type { Entry, Note } from '../conversation/entry';
import { button, h, on, show } from '../dom/h';
import { icon } from '../dom/icon';
import { answerView } from './answer';
import { endIcon } from './icons';
import { questionView } from './question';
import type { TalkActs, View } from './view';

/** Pixels from the end that still count as being there. */
const near = 32;

/** The messages. Follows the end only while the visitor is there; otherwise a pill tells of what is new. */
export class List {
  readonly #scroll: HTMLElement;
  readonly #entries = h('div', 'entries');
  readonly #pill: HTMLButtonElement;
  readonly #views = new Map<string, View>();
  #following = true;
  #top = 0;

  constructor(
    private readonly acts: TalkActs,
    { scroll, content }: { readonly scroll: HTMLElement; readonly content: HTMLElement },
  ) {
    this.#scroll = scroll;
    this.#pill = button('pill', icon(endIcon, 16), () => this.toEnd());
    this.#pill.append(acts.language.strings.newMessages);
    this.#pill.hidden = true;
    content.append(this.#entries);
    scroll.after(this.#pill);
    on(scroll, 'scroll', () => this.#scrolled());
    const grown = new ResizeObserver(() => this.#grown());
    grown.observe(content);
    grown.observe(scroll);
  }

  sync(entries: readonly Entry[]): void {
    const keys = new Set(entries.map(({ key }) => key));
    for (const [key, view] of this.#views) {
      if (keys.has(key)) continue;
      view.element.remove();
      this.#views.delete(key);
    }
    entries.forEach((entry, at) => {
      let view = this.#views.get(entry.key);
      if (!view) {
        view = viewOf(entry, this.acts);
        this.#views.set(entry.key, view);
        view.update(entry);
      }
      const place = this.#entries.children[at] ?? null;
      if (place !== view.element) this.#entries.insertBefore(view.element, place);
    });
  }

  update(entry: Entry): void {
    this.#views.get(entry.key)?.update(entry);
  }

  toEnd(): void {
    this.#following = true;
    this.#grown();
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    const atEnd = scrollHeight - scrollTop - clientHeight < near;
    // Following only ever goes down, so a way up is the visitor's.
    if (atEnd) this.#following = true;
    else if (scrollTop < this.#top) this.#following = false;
    this.#top = scrollTop;
    if (atEnd) show(this.#pill, false);
  }

  #grown(): void {
    const { scrollHeight, clientHeight, scrollTop } = this.#scroll;
    if (this.#following) this.#scroll.scrollTop = scrollHeight;
    show(this.#pill, !this.#following && scrollHeight - scrollTop - clientHeight > near);
  }
}

function viewOf(entry: Entry, acts: TalkActs): View {
  switch (entry.kind) {
    case 'question':
      return questionView(entry, acts) as View;
    case 'answer':
      return answerView(entry, acts) as View;
    default:
      return noteView(entry, acts);
  }
}

function noteView({ about, name }: Note, { language: { strings } }: TalkActs): View {
  const text = about === 'joined' ? strings.joined(name) : strings.handoff;
  return { element: h('div', 'note new', text), update: () => undefined };
}
