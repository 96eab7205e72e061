type Child = Node | string | false | undefined;

/** Makes an element. Text only ever becomes text nodes: there is no way to hand HTML to it. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className?: string,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const child of children) if (child) element.append(child);
  return element;
}

export function on<E extends EventTarget>(target: E, type: string, listener: (event: Event) => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}

/** A button whose accessible name is always given, by its text or by a label for its icon. */
export function button(className: string, content: Node | string, press: () => void): HTMLButtonElement {
  const element = h('button', className, content);
  element.type = 'button';
  on(element, 'click', press);
  return element;
}

export function label(element: Element, text: string): void {
  element.setAttribute('aria-label', text);
  element.setAttribute('title', text);
}

export const show = (element: HTMLElement, visible: boolean): void => {
  element.hidden = !visible;
};
