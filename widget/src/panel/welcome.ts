import { button, h } from '../dom/h';
import type { Acts } from './acts';

const most = 4;

/** What an empty conversation shows: a greeting and up to four questions to begin with. */
export function welcomeView(acts: Acts, greeting: string, suggestions: readonly string[]): HTMLElement {
  const hello = h('p', 'greeting', greeting);
  hello.dir = 'auto';
  const chips = suggestions.slice(0, most).map((text) => {
    const suggestion = button('suggestion', text, () => acts.send(text));
    suggestion.dir = 'auto';
    return suggestion;
  });
  return h('div', 'welcome', hello, chips.length > 0 && h('div', 'suggestions', ...chips));
}
