import { button, h } from '../dom/h';
import { icon, outwardIcon } from '../dom/icon';
import type { Strings } from '../language/language';
import { safeHref } from '../markdown/inline';
import type { CitationView } from '../wire/readMessages';

/** Small numbered chips; each opens a card below them with the title and the way there. */
export function sourcesView(strings: Strings) {
  const chips = h('div', 'chips');
  const card = h('div', 'slot');
  const element = h('div', 'sources', chips, card);
  element.hidden = true;
  let sources: readonly CitationView[] = [];
  let opened = 0;

  /** Opens the card of a source, or closes it when it is the open one. */
  function toggle(index: number): void {
    opened = opened === index ? 0 : index;
    const source = sources.find((one) => one.index === opened);
    card.replaceChildren(...(source ? [sourceCard(source, strings)] : []));
    for (const chip of chips.querySelectorAll('button')) chip.ariaExpanded = `${chip.value === `${opened}`}`;
  }

  return {
    element,
    toggle,
    has: (index: number) => sources.some((one) => one.index === index),
    update(given: readonly CitationView[]): void {
      sources = [...given].sort((a, b) => a.index - b.index);
      element.hidden = !sources.length;
      chips.replaceChildren(h('span', 'caption', strings.sources), ...sources.map((one) => chip(one, strings, toggle)));
      opened = 0;
      card.replaceChildren();
    },
  };
}

export function chip({ index, title }: CitationView, strings: Strings, press: (index: number) => void): HTMLElement {
  const element = button('chip', `${index}`, () => press(index));
  element.value = `${index}`;
  element.ariaExpanded = 'false';
  element.ariaLabel = strings.source(index, title);
  element.title = title;
  return element;
}

function sourceCard({ index, title, url }: CitationView, strings: Strings): HTMLElement {
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
