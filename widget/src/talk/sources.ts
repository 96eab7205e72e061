import { h, on } from '../dom/h';
import { icon } from '../dom/icon';
import { safeHref } from '../markdown/inline';
import type { CitationView } from '../wire/readMessages';
import { outwardIcon } from './icons';
import type { Words } from './words/words';

/** Small numbered chips; each opens a card below them with the title and the way there. */
export function sourcesView(strings: Words) {
  const chips = h('div', 'chips');
  const card = h('div', 'slot');
  const element = h('div', 'sources', chips, card);
  element.hidden = true;
  let sources: readonly CitationView[] = [];
  let latest = sources;
  let opened = 0;

  function draw(): void {
    const source = sources.find((one) => one.index === opened);
    card.replaceChildren(...(source ? [sourceCard(source, strings)] : []));
    for (const chip of chips.querySelectorAll('button')) chip.ariaExpanded = `${chip.value === `${opened}`}`;
  }

  /** Opens the card of a source, or closes it when it is the open one. */
  function toggle(index: number): void {
    opened = opened === index ? 0 : index;
    draw();
  }

  on(chips, 'click', ({ target }) => {
    const index = target instanceof HTMLButtonElement && Number(target.value);
    if (index) toggle(index);
  });

  return {
    element,
    toggle,
    /** Shown when the answer is; what was opened before stays open. */
    update(given: readonly CitationView[]): void {
      if (given === latest) return;
      latest = given;
      sources = [...given].sort((a, b) => a.index - b.index);
      chips.replaceChildren(h('span', 'caption', strings.sources), ...sources.map((one) => chip(one, strings)));
      draw();
    },
  };
}

/** What holds it says what a press does. */
export function chip({ index, title }: CitationView, strings: Words): HTMLElement {
  const element = h('button', 'chip', `${index}`);
  element.type = 'button';
  element.value = `${index}`;
  element.ariaExpanded = 'false';
  element.ariaLabel = strings.source(index, title);
  element.title = title;
  return element;
}

function sourceCard({ index, title, url }: CitationView, strings: Words): HTMLElement {
  const href = url && safeHref(url);
  const words = h('span', 'words', h('bdi', 'title', title));
  if (!href) return h('div', 'card', h('span', 'number', `${index}`), words);
  words.append(h('bdi', 'host', new URL(href).host));
  const link = h('a', 'card', h('span', 'number', `${index}`), words, icon(outwardIcon, 16));
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.append(h('span', 'unseen', ` (${strings.newTab})`));
  return link;
}
