import { button, h, label } from '../dom/h';
import { closeIcon, icon } from '../dom/icon';
import { commentForm, thanks } from './comment';
import type { Words } from './words/words';

const grades = [1, 2, 3, 4, 5];

/** After a conversation: how it was, from 1 to 5. It stands above the welcome and is gone with the next message. */
export function surveyView(strings: Words, grade: (grade: number, comment?: string) => Promise<void>): HTMLElement {
  const element = h('section', 'survey');
  const dismiss = button('quiet', icon(closeIcon, 16), () => element.remove());
  label(dismiss, strings.notNow);
  const slot = h('div');
  const buttons = grades.map((value) => {
    const element = button('grade', `${value}`, () => void choose(value));
    element.ariaPressed = 'false';
    label(element, strings.grade(value));
    return element;
  });

  const mark = (chosen: number) => {
    buttons.forEach((element, at) => {
      element.ariaPressed = `${at + 1 === chosen}`;
    });
  };

  async function choose(value: number): Promise<void> {
    mark(value);
    slot.replaceChildren(commentForm(strings, strings.more, (text) => explain(value, text)));
    await grade(value).catch(() => {
      mark(0);
      slot.replaceChildren();
    });
  }

  function explain(value: number, text: string): void {
    grade(value, text).then(
      () => element.replaceChildren(thanks(strings)),
      () => undefined,
    );
  }

  element.ariaLabel = strings.survey;
  element.append(
    h('div', 'asked', h('p', '', strings.survey), dismiss),
    h('div', 'grades', ...buttons),
    h('div', 'scale caption', h('span', '', strings.poor), h('span', '', strings.great)),
    slot,
  );
  return element;
}
