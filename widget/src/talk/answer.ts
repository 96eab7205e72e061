import type { Answer } from '../conversation/entry';
import { button, h, on, show } from '../dom/h';
import { type Block, parseBlocks } from '../markdown/block';
import { type Ink, renderBlock } from '../markdown/render';
import { cardsView } from './cards';
import { Fade, fadeTime } from './fade';
import { failureLine } from './question';
import { Reveal } from './reveal';
import { chip, sourcesView } from './sources';
import { thumbsView } from './thumbs';
import { toolsView } from './tools';
import type { TalkActs, View } from './view';

const still = () => matchMedia('(prefers-reduced-motion:reduce)').matches;

/** The mark of a list item of which not a word has come. */
const lonelyMark = /\n[ \t]*([-*+•]|\d{1,9}[.)])\s*$/;

const cutShort = ({ finish }: Answer) => finish === 'interrupted' || finish === 'stopped';

/** An answer: its steps, its text without a bubble, its sources, what the visitor thinks of it. */
export function answerView(answer: Answer, acts: TalkActs): View<Answer> {
  const { retry, askAgain } = acts;
  const { strings } = acts.language;
  const tools = toolsView(strings, Boolean(answer.old));
  const shimmer = h('div', 'shimmer', h('span', '', strings.thinking));
  const body = h('div', 'body');
  const cards = cardsView(acts);
  const sources = sourcesView(strings);
  const failure = failureLine(strings.noAnswer, strings.retry, () => retry(answer.key.replace(/-answer$/, '')));
  const ended = h('div', 'ended');
  const thumbs = thumbsView(acts);
  const element = h(
    'div',
    `answer${answer.old ? '' : ' new'}`,
    h('span', 'unseen', `${strings.answered}: `),
    tools.element,
    body,
    shimmer,
    cards.element,
    sources.element,
    ended,
    failure,
    thumbs.element,
  );
  let latest = answer;
  let drawn: Block[] = [];
  const fade = new Fade();

  const draw = (text: string, open: boolean, settled = Boolean(answer.old)) => {
    const short = !open && cutShort(latest);
    const blocks = parseBlocks(short ? text.replace(lonelyMark, '') : text, open || short);
    const ink: Ink = {
      newTab: strings.newTab,
      text: (words) => (settled ? [words] : fade.text(words)),
      cite(index) {
        const source = latest.sources.find((one) => one.index === index);
        if (!source) return open ? h('span', 'chip', `${index}`) : `[${index}]`;
        return chip(source, strings);
      },
    };
    fade.begin(performance.now());
    blocks.forEach((block, at) => {
      const before = body.children[at];
      if (before && drawn[at]?.source === block.source) fade.skip(before.textContent?.length ?? 0);
      else if (before) before.replaceWith(renderBlock(block, ink));
      else body.append(renderBlock(block, ink));
    });
    fade.end();
    while (body.children.length > blocks.length) body.lastChild?.remove();
    drawn = blocks;
    if (!open) finish(text, settled);
  };

  /** When the last word has faded in, the text is drawn once more: without their spans, with the chips of its sources. */
  const finish = (text: string, settled: boolean) => {
    if (settled) {
      show(sources.element, latest.sources.length > 0);
      return;
    }
    drawn = [];
    setTimeout(() => draw(text, false, true), fadeTime);
  };

  onChip(body, (index) => {
    show(sources.element, true);
    sources.toggle(index);
    sources.element.scrollIntoView({ block: 'nearest' });
  });

  /** Why it ends where it does, where that is not because everything was said. */
  const end = (next: Answer) => {
    const interrupted = next.finish === 'interrupted';
    show(ended, cutShort(next));
    ended.replaceChildren(interrupted ? strings.interrupted : strings.stopped);
    if (interrupted)
      ended.append(
        ' ',
        button('link again', strings.askAgain, () => askAgain(next.key)),
      );
  };

  const reveal = new Reveal(draw);
  return {
    element,
    update(next) {
      latest = next;
      const done = next.state === 'done' || next.state === 'interrupted';
      tools.update(next.tools.filter(({ confirmation }) => !confirmation));
      cards.update(next.tools);
      sources.update(next.sources);
      end(next);
      if (next.state === 'done' && next.id && next.finish !== 'interrupted') thumbs.show(next.id, next.rating);
      show(failure, next.state === 'interrupted');
      reveal.update(next.text, done, Boolean(next.old) || still());
      show(shimmer, next.state === 'waiting' && !next.tools.some(({ state }) => state === 'running'));
    },
  };
}

/**
 * While words fade in, the block around a chip is drawn anew with every frame, and a chip that is taken away under a
 * pressed finger gets no click: then its successor counts, on which the finger is lifted.
 */
function onChip(body: HTMLElement, press: (index: number) => void): void {
  const chipAt = ({ target }: Event) => (target as Element).closest<HTMLButtonElement>('button.chip');
  let pressed: HTMLButtonElement | null = null;
  const choose = (chip: HTMLButtonElement | null) => chip && press(Number(chip.value));
  on(body, 'pointerdown', (event) => {
    pressed = chipAt(event);
  });
  on(body, 'pointerup', (event) => {
    const chip = chipAt(event);
    if (pressed && !pressed.isConnected && chip?.value === pressed.value) choose(chip);
    pressed = null;
  });
  on(body, 'click', (event) => choose(chipAt(event)));
}
