import { eventsOf } from './events';
import { type Frame, framesOf } from './frames';
import type { Request } from './request';

/** The visitor's yes or no to what waits for it. */
export interface Decision {
  readonly call: string;
  readonly decision: 'confirm' | 'decline';
}

export interface Question {
  readonly conversation: string | undefined;
  readonly text: string;
  /** The same for every try of the same message: the server answers it once. */
  readonly clientMessageId: string;
  readonly locale: string;
  readonly confirmation?: Decision;
}

/** Asks, and yields the reply as it comes. It may end without `message.completed`: then the line broke. */
export async function* sendTurn(
  request: Request,
  token: string,
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<Frame, void> {
  const response = await request('turns', { credential: token, body: question, accept: 'text/event-stream', signal });
  if (response.headers.get('Content-Type')?.includes('event-stream')) yield* framesOf(response);
  else for (const event of eventsOf(await response.json())) yield { at: 0, event };
}
