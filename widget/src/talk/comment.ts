import { button, h, on } from '../dom/h';
import type { Words } from './words/words';

/** A line to add a word to an opinion, for those who want to. */
export function commentForm(strings: Words, question: string, send: (text: string) => void): HTMLFormElement {
  const field = h('input');
  field.maxLength = 1000;
  field.placeholder = question;
  field.ariaLabel = question;
  field.dir = 'auto';
  const press = button('link', strings.comment, () => undefined);
  press.type = 'submit';
  const form = h('form', 'comment', field, press);
  // Empty, the field follows the interface, so that the placeholder starts where its language does.
  const turn = () => {
    field.dir = field.value ? 'auto' : '';
  };
  turn();
  on(field, 'input', turn);
  on(form, 'submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) send(text);
    else field.focus();
  });
  return form;
}

export function thanks(strings: Words): HTMLElement {
  const line = h('p', 'caption', strings.thanks);
  line.role = 'status';
  return line;
}
