import { h } from '../dom/h';
import type { Block } from './block';
import type { Inline } from './inline';

/** How words and source marks become nodes: the streaming view fades words in, a finished one just shows them. */
export interface Ink {
  text(text: string): (Node | string)[];
  cite(index: number): Node | string;
  /** The accessible note that a link leaves the page. */
  readonly newTab: string;
}

/** Element by element, never by HTML: a model's text has no way into the markup. */
export function renderBlock(block: Block, ink: Ink, nested = false): HTMLElement {
  switch (block.kind) {
    case 'code': {
      const pre = h('pre', '', h('code', '', ...ink.text(block.text)));
      pre.dir = 'ltr';
      pre.tabIndex = 0;
      return pre;
    }
    case 'list': {
      const list = h(block.ordered ? 'ol' : 'ul');
      if (block.ordered && block.start > 1) list.setAttribute('start', `${block.start}`);
      for (const blocks of block.items)
        list.append(h('li', '', ...blocks.map((inner) => renderBlock(inner, ink, true))));
      if (!nested) list.dir = 'auto';
      return list;
    }
    default: {
      const paragraph = h('p', block.kind);
      block.lines.forEach((line, at) => {
        if (at) paragraph.append(h('br'));
        paragraph.append(...renderLine(line, ink));
      });
      // A direction of its own would hide the paragraph from the list around it, which needs it to place its marks.
      if (!nested) paragraph.dir = 'auto';
      return paragraph;
    }
  }
}

/** The number of a source stays with the word before it. */
const renderLine = (parts: readonly Inline[], ink: Ink): (Node | string)[] =>
  parts.flatMap((part, at) =>
    part.kind === 'text' && parts[at + 1]?.kind === 'cite'
      ? ink.text(part.text.replace(/ $/, '\u00a0'))
      : renderInline(part, ink),
  );

function renderInline(part: Inline, ink: Ink): (Node | string)[] {
  const within = (parts: Inline[]) => renderLine(parts, ink);
  switch (part.kind) {
    case 'text':
      return ink.text(part.text);
    case 'code':
      return [h('code', '', ...ink.text(part.text))];
    case 'cite':
      return [ink.cite(part.index)];
    case 'link': {
      const link = h('a', '', ...within(part.parts));
      link.href = part.href;
      link.target = '_blank';
      link.rel = 'noopener noreferrer nofollow';
      link.title = ink.newTab;
      return [link];
    }
    default:
      return [h(part.kind, '', ...within(part.parts))];
  }
}
