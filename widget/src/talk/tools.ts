import { h } from '../dom/h';
import { closeIcon, downIcon, icon } from '../dom/icon';
import type { ToolView } from '../wire/readMessages';
import { alertIcon, checkIcon } from './icons';
import type { Words } from './words/words';

/** One quiet line a step. Several fold under their number; what happened before the page was opened starts folded. */
export function toolsView(strings: Words, folded: boolean) {
  const summary = h('summary', '', icon(downIcon, 16), h('span'));
  const lines = h('ul');
  const element = h('details', 'tools', summary, lines);
  element.hidden = true;
  return {
    element,
    update(tools: readonly ToolView[]): void {
      // A step that turned out to need a confirmation has become a card.
      while (lines.children.length > tools.length) lines.lastChild?.remove();
      if (!tools.length) element.hidden = true;
      if (!tools.length) return;
      if (element.hidden || tools.length < 2) element.open = tools.length < 2 || !folded;
      element.hidden = false;
      element.classList.toggle('single', tools.length < 2);
      summary.lastElementChild?.replaceChildren(strings.steps(tools.length));
      tools.forEach((tool, at) => {
        const now = `${tool.state} ${tool.label}`;
        const before = lines.children[at];
        if (before instanceof HTMLElement && before.dataset.now === now) return;
        const line = toolLine(tool, strings);
        line.dataset.now = now;
        if (before) before.replaceWith(line);
        else lines.append(line);
      });
    },
  };
}

const marks: Readonly<Record<string, string>> = {
  succeeded: checkIcon,
  failed: alertIcon,
  declined: closeIcon,
  expired: alertIcon,
};

function toolLine({ state, label }: ToolView, strings: Words): HTMLLIElement {
  const outline = marks[state];
  const mark = outline ? icon(outline, 16) : h('span', 'spinner');
  const words = h('bdi', '', label);
  const undone = state === 'declined' ? strings.declined : state === 'expired' && strings.expired;
  return h(
    'li',
    `tool ${state}`,
    mark,
    words,
    state === 'failed' && h('span', 'unseen', ` (${strings.stepFailed})`),
    undone && h('span', 'undone', undone),
  );
}
