import { button, h, label } from '../dom/h';
import { icon } from '../dom/icon';
import type { Rating } from '../wire/sendFeedback';
import { commentForm, thanks } from './comment';
import { thumbIcon } from './icons';
import type { TalkActs } from './view';

/** Two thumbs below an answer. A mind may be changed; who was not content may say why. */
export function thumbsView({ language: { strings }, rated, rate }: TalkActs) {
  const slot = h('div');
  const thumbs = { up: thumb('up', strings.good), down: thumb('down', strings.bad) };
  const element = h('div', 'rate', h('div', 'thumbs', thumbs.up, thumbs.down), slot);
  let message = '';
  element.hidden = true;

  function thumb(rating: Rating, name: string): HTMLButtonElement {
    const element = button(`quiet ${rating}`, icon(thumbIcon, 16), () => void choose(rating));
    element.ariaPressed = 'false';
    label(element, name);
    return element;
  }

  function mark(rating: Rating | undefined): void {
    thumbs.up.ariaPressed = `${rating === 'up'}`;
    thumbs.down.ariaPressed = `${rating === 'down'}`;
  }

  async function choose(rating: Rating): Promise<void> {
    const before = rated(message);
    if (rating === before && slot.childElementCount) return;
    mark(rating);
    slot.replaceChildren(...(rating === 'down' ? [commentForm(strings, strings.wrong, explain)] : []));
    if (rating === before) return;
    await rate(message, rating).catch(() => {
      mark(before);
      slot.replaceChildren();
    });
  }

  function explain(text: string): void {
    rate(message, 'down', text).then(
      () => slot.replaceChildren(thanks(strings)),
      () => undefined,
    );
  }

  return {
    element,
    /** For an answer that is complete and has an id. */
    show(id: string, stored: Rating | null | undefined): void {
      message = id;
      element.hidden = false;
      mark(rated(id) ?? stored ?? undefined);
    },
  };
}
