import type { Answer, Entry } from './entry';

/** The state of an act between the visitor's click and the server's first word. */
export const deciding = 'deciding';

/** The decision is on its way, and its outcome still to come. */
export const underway = (state: string): boolean => state === deciding || state === 'running';

/** Gives the act that an answer asks to confirm its state, where its present one allows, and tells of each answer changed. */
export function mark(
  entries: readonly Entry[],
  call: string,
  state: string,
  changed: (answer: Answer) => void,
  from: (state: string) => boolean = () => true,
): void {
  for (const entry of entries) {
    if (entry.kind !== 'answer') continue;
    const asks = (tool: Answer['tools'][number]) => tool.id === call && tool.confirmation && from(tool.state);
    if (!entry.tools.some(asks)) continue;
    entry.tools = entry.tools.map((tool) => (asks(tool) ? { ...tool, state } : tool));
    changed(entry);
  }
}
