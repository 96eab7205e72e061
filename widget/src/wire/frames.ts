import { type ReplyEvent, readEvent } from './events';
import { readEvents } from './sse';

/** One event of a turn and its number within it, 0 when the server gave none. */
export interface Frame {
  readonly at: number;
  readonly event: ReplyEvent;
}

export async function* framesOf({ body }: Response): AsyncGenerator<Frame, void> {
  if (!body) return;
  for await (const { id, name, data } of readEvents(body)) {
    const event = readEvent(name, data);
    if (event) yield { at: Number(id) || 0, event };
  }
}
