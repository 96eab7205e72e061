import { eventsOf, type ReplyEvent, readEvent } from './events';
import type { Request } from './request';
import { readEvents } from './sse';

export interface Question {
  readonly conversation: string | undefined;
  readonly text: string;
  /** The same for every try of the same message: the server answers it once. */
  readonly clientMessageId: string;
  readonly locale: string;
}

/** Asks, and yields the reply as it comes. It may end without `message.completed`: then the line broke. */
export async function* sendTurn(
  request: Request,
  token: string,
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<ReplyEvent, void> {
  const response = await request('turns', { credential: token, body: question, accept: 'text/event-stream', signal });
  if (!response.headers.get('Content-Type')?.includes('event-stream') || !response.body) {
    yield* eventsOf(await response.json());
    return;
  }
  for await (const { name, data } of readEvents(response.body)) {
    const event = readEvent(name, data);
    if (event) yield event;
  }
}
