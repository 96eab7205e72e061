import { h } from '../dom/h';
import type { ToolView } from '../wire/readMessages';
import type { Card } from './confirm';
import type { TalkActs } from './view';

/** The acts of an answer that wait for the visitor's word. What draws them is fetched with the first, since few talks have one. */
export function cardsView(acts: TalkActs) {
  const element = h('div', 'cards');
  const cards = new Map<string, Promise<Card>>();

  async function make(tool: ToolView): Promise<Card> {
    const { confirmCard } = await import('./confirm');
    const card = confirmCard(tool, acts);
    element.append(card.element);
    return card;
  }

  return {
    element,
    update(tools: readonly ToolView[]): void {
      for (const tool of tools) {
        if (!tool.confirmation) continue;
        const card = cards.get(tool.id) ?? make(tool);
        cards.set(tool.id, card);
        // Without the card a plain "yes" still decides; with the next change it is tried again.
        card.then(({ update }) => update(tool.state)).catch(() => cards.delete(tool.id));
      }
    },
  };
}
