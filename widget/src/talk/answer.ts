import type { Answer } from '../conversation/entry';
import { h, show } from '../dom/h';
import { type Block, parseBlocks } from '../markdown/block';
import { type Ink, renderBlock } from '../markdown/render';
import { Fade, fadeTime } from './fade';
import { failureLine } from './question';
import { Reveal } from './reveal';
import { chip, sourcesView } from './sources';
import { toolsView } from './tools';
import type { TalkActs, View } from './view';

const still = () => matchMedia('(prefers-reduced-motion:reduce)').matches;

/** An answer: its steps, its text without a bubble, its sources. */
export function answerView(answer: Answer, { language, retry }: TalkActs): View<Answer> {
  const { strings } = language;
  const tools = toolsView(strings, Boolean(answer.old));
  const shimmer = h('div', 'shimmer', h('span', '', strings.thinking));
  const body = h('div', 'body');
  const sources = sourcesView(strings);
  const failure = failureLine(strings.noAnswer, strings.retry, () => retry(answer.key.replace(/-answer$/, '')));
  const element = h(
    'div',
    `answer${answer.old ? '' : ' new'}`,
    h('span', 'unseen', `${strings.answered}: `),
    tools.element,
    body,
    shimmer,
    sources.element,
    failure,
  );
  let latest = answer;
  let drawn: Block[] = [];
  const fade = new Fade();

  const draw = (text: string, open: boolean, settled = Boolean(answer.old)) => {
    const blocks = parseBlocks(text, open);
    const ink: Ink = {
      newTab: strings.newTab,
      text: (words) => (settled ? [words] : fade.text(words)),
      cite(index) {
        const source = latest.sources.find((one) => one.index === index);
        if (!source) return open ? h('span', 'chip', `${index}`) : `[${index}]`;
        return chip(source, strings, (one) => {
          sources.toggle(one);
          sources.element.scrollIntoView({ block: 'nearest' });
        });
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
    if (settled) return sources.update(latest.sources);
    drawn = [];
    setTimeout(() => draw(text, false, true), fadeTime);
  };

  const reveal = new Reveal(draw);
  return {
    element,
    update(next) {
      latest = next;
      const done = next.state === 'done' || next.state === 'interrupted';
      tools.update(next.tools);
      show(failure, next.state === 'interrupted');
      reveal.update(next.text, done, Boolean(next.old) || still());
      show(shimmer, next.state === 'waiting' && !next.tools.some(({ state }) => state === 'running'));
    },
  };
}
